import java.io.BufferedReader;
import java.io.File;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import javax.xml.transform.Source;
import javax.xml.transform.stream.StreamSource;
import net.sf.saxon.s9api.*;

/**
 * All the pages that a build makes, by Saxon-HE on a JVM, which writes them into a folder:
 * {@code java -cp SAXON JvmSaxon.java XSLT TOLD OUT}. What is in TOLD, pages_told.py says.
 */
public class JvmSaxon {
  private static final Processor SAXON = new Processor(false);
  private static final XPathCompiler XPATH = SAXON.newXPathCompiler();

  public static void main(String[] said) throws Exception {
    Map<String, XsltExecutable> sheets = new HashMap<>();
    try (BufferedReader lines = Files.newBufferedReader(Path.of(said[1]))) {
      XdmMap first = map(lines.readLine());
      Map<QName, XdmValue> common = Map.of(
          new QName("site"), map(text(first, "site")), new QName("words"), map(text(first, "words")));
      int count = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        XdmMap one = map(line);
        String kind = text(one, "sheet");
        if (!sheets.containsKey(kind)) {
          File sheet = new File(said[0], (kind.equals("text") ? "text/" : "html/") + kind + ".xsl");
          sheets.put(kind, SAXON.newXsltCompiler().compile(new StreamSource(sheet)));
        }
        Xslt30Transformer transformer = sheets.get(kind).load30();
        if (text(one, "page") != null) {
          Map<QName, XdmValue> told = new HashMap<>(common);
          told.put(new QName("page"), map(text(one, "page")));
          told.put(new QName("root"), new XdmAtomicValue(text(one, "root")));
          if (text(one, "register") != null) {
            told.put(new QName("register"), document(text(one, "register")));
          }
          transformer.setStylesheetParameters(told);
        }
        Serializer page = transformer.newSerializer(new File(said[2], ++count + ".html"));
        if (text(one, "document") == null) {
          transformer.callTemplate(null, page);
        } else {
          XdmNode document = document(text(one, "document"));
          transformer.setGlobalContextItem(document);
          transformer.applyTemplates(document, page);
        }
      }
    }
  }

  private static XdmMap map(String json) throws SaxonApiException {
    XPathSelector selector = PARSE.load();
    selector.setVariable(new QName("json"), new XdmAtomicValue(json));
    return (XdmMap) selector.evaluateSingle();
  }

  private static String text(XdmMap map, String key) {
    XdmValue value = map.get(key);
    return value == null ? null : value.itemAt(0).getStringValue();
  }

  private static XdmNode document(String xml) throws SaxonApiException {
    Source source = new StreamSource(new StringReader(xml));
    return SAXON.newDocumentBuilder().build(source);
  }

  private static final XPathExecutable PARSE = parser();

  private static XPathExecutable parser() {
    try {
      XPATH.declareVariable(new QName("json"));
      return XPATH.compile("parse-json($json)");
    } catch (SaxonApiException error) {
      throw new IllegalStateException(error);
    }
  }
}
