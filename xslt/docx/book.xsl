<?xml version="1.0" encoding="UTF-8"?>
<!-- A book, or one document, as the parts of a Word document (ECMA-376, part 1) that differ from book to book; the
     others are files beside this one. Every paragraph and every marked word has a style by name (xslt/book/paragraphs.xsl
     lists them; styles.xml says how they look), and notes are Word's own footnotes. -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:book="urn:tei-toolkit:book"
  xmlns:docx="urn:tei-toolkit:docx"
  xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">

  <xsl:include href="../book/words.xsl"/>
  <xsl:include href="../book/note-marks.xsl"/>
  <xsl:include href="../book/paragraphs.xsl"/>
  <xsl:include href="../book/runs.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="no"/>
  <xsl:mode on-no-match="fail" on-multiple-match="fail" use-accumulators="#all"/>
  <xsl:mode name="docx:body" on-no-match="fail" on-multiple-match="fail"/>

  <!-- The moment at which the document says it was made. -->
  <xsl:param name="modified" as="xs:string"/>

  <xsl:template match="/" as="element(parts)">
    <xsl:variable name="paragraphs" as="document-node()">
      <xsl:document><xsl:apply-templates select="/" mode="book:paragraphs"/></xsl:document>
    </xsl:variable>
    <parts>
      <part name="word/document.xml">
        <w:document>
          <w:body>
            <xsl:apply-templates select="$paragraphs/*" mode="docx:body"/>
            <w:sectPr>
              <w:pgSz w:w="11906" w:h="16838"/>
              <w:pgMar w:top="1418" w:right="1418" w:bottom="1418" w:left="1418" w:header="709" w:footer="709" w:gutter="0"/>
            </w:sectPr>
          </w:body>
        </w:document>
      </part>
      <part name="word/footnotes.xml">
        <w:footnotes>
          <w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
          <w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>
          <xsl:for-each select="$paragraphs//note">
            <w:footnote w:id="{@number}"><xsl:apply-templates select="*" mode="docx:body"/></w:footnote>
          </xsl:for-each>
        </w:footnotes>
      </part>
      <part name="docProps/core.xml">
        <cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
          xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"
          xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
          <dc:title><xsl:value-of select="*/@title"/></dc:title>
          <dc:creator><xsl:value-of select="*/@author"/></dc:creator>
          <dc:language><xsl:value-of select="*/@language"/></dc:language>
          <dcterms:modified xsi:type="dcterms:W3CDTF"><xsl:value-of select="$modified"/></dcterms:modified>
        </cp:coreProperties>
      </part>
    </parts>
  </xsl:template>

  <xsl:template match="paragraph" mode="docx:body" as="element(w:p)">
    <w:p>
      <w:pPr><w:pStyle w:val="Tei{@style}"/></w:pPr>
      <!-- The first paragraph of a note begins with its mark. -->
      <xsl:for-each select="parent::note[paragraph[1] is current()]">
        <w:r>
          <w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>
          <xsl:choose>
            <xsl:when test="@series = 'author'"><w:t><xsl:value-of select="@mark"/></w:t></xsl:when>
            <xsl:otherwise><w:footnoteRef/></xsl:otherwise>
          </xsl:choose>
        </w:r>
        <w:r><w:t xml:space="preserve"> </w:t></w:r>
      </xsl:for-each>
      <xsl:apply-templates mode="#current"><xsl:with-param name="language" select="@language" tunnel="yes"/></xsl:apply-templates>
    </w:p>
  </xsl:template>

  <xsl:template match="run" mode="docx:body" as="element(w:r)">
    <xsl:param name="language" as="xs:string" tunnel="yes"/>
    <w:r>
      <!-- In the order that the schema of the format asks for. -->
      <w:rPr>
        <xsl:if test="@style"><w:rStyle w:val="Tei{@style}"/></xsl:if>
        <xsl:if test="@bold"><w:b/></xsl:if>
        <xsl:if test="@italic"><w:i/></xsl:if>
        <xsl:if test="@caps"><w:smallCaps/></xsl:if>
        <xsl:if test="@strike"><w:strike/></xsl:if>
        <xsl:if test="@underline"><w:u w:val="single"/></xsl:if>
        <xsl:if test="@sup or @sub"><w:vertAlign w:val="{if (@sup) then 'superscript' else 'subscript'}"/></xsl:if>
        <w:lang w:val="{(@language, $language)[1]}"/>
      </w:rPr>
      <xsl:apply-templates mode="#current"/>
    </w:r>
  </xsl:template>
  <xsl:template match="run/text()" mode="docx:body" as="element(w:t)">
    <w:t xml:space="preserve"><xsl:value-of select="book:shown(.)"/></w:t>
  </xsl:template>
  <xsl:template match="tab" mode="docx:body" as="element(w:tab)"><w:tab/></xsl:template>
  <xsl:template match="break" mode="docx:body" as="element(w:br)"><w:br/></xsl:template>

  <!-- Word counts the editors' notes; the letters of the writer's are ours. -->
  <xsl:template match="note" mode="docx:body" as="element(w:r)">
    <w:r>
      <w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>
      <xsl:choose>
        <xsl:when test="@series = 'author'">
          <w:footnoteReference w:customMarkFollows="1" w:id="{@number}"/>
          <w:t><xsl:value-of select="@mark"/></w:t>
        </xsl:when>
        <xsl:otherwise><w:footnoteReference w:id="{@number}"/></xsl:otherwise>
      </xsl:choose>
    </w:r>
  </xsl:template>

  <xsl:template match="table" mode="docx:body" as="element()+">
    <w:tbl>
      <w:tblPr><w:tblStyle w:val="TeiTable"/><w:tblW w:w="0" w:type="auto"/></w:tblPr>
      <w:tblGrid><xsl:for-each select="1 to xs:integer(@columns)"><w:gridCol/></xsl:for-each></w:tblGrid>
      <xsl:for-each select="row">
        <w:tr>
          <xsl:for-each select="cell">
            <w:tc>
              <w:tcPr><w:tcW w:w="0" w:type="auto"/></w:tcPr>
              <xsl:apply-templates mode="#current"/>
            </w:tc>
          </xsl:for-each>
        </w:tr>
      </xsl:for-each>
    </w:tbl>
    <!-- A table at the end of a cell or of the text wants a paragraph after it. -->
    <xsl:if test="not(following-sibling::*[1][self::paragraph])"><w:p/></xsl:if>
  </xsl:template>
</xsl:stylesheet>
