"""Schematron: a case per feature of ISO/IEC 19757-3, held against small documents."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import shared
from generate_documents import Walker
from lxml import etree
from test_cli import tei
from witness_of_rules import said

from tei_toolkit.errors import UnreadableInput
from tei_toolkit.findings import Finding
from tei_toolkit.parsing import parse_xml
from tei_toolkit.resources import resource
from tei_toolkit.validate import load_rules, validate
from tei_toolkit.validate.position import Places

NAMESPACE = "http://purl.oclc.org/dsdl/schematron"
SVRL = "{http://purl.oclc.org/dsdl/svrl}"


def schema(body: str, attributes: str = 'queryBinding="xslt3"') -> str:
    return (
        f'<schema xmlns="{NAMESPACE}" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"'
        f' xmlns:xs="http://www.w3.org/2001/XMLSchema" {attributes}>\n{body}\n</schema>'
    )


def one_rule(context: str, *assertions: str) -> str:
    return f'<pattern><rule context="{context}">{"".join(assertions)}</rule></pattern>'


def found(text: str, document: str, phase: str = "#DEFAULT", name: str = "x.sch") -> list[Finding]:
    return validate([("doc.xml", document.encode())], [load_rules(text.encode(), name, phase)])


def words(body: str, document: str, phase: str = "#DEFAULT") -> list[str]:
    """What is said, in the document's order."""
    return [finding.message for finding in found(schema(body), document, phase)]


def svrl(body: str, document: str) -> etree._Element:
    """The report on a document."""
    data = document.encode()
    tree = parse_xml(data, "doc.xml")
    rules = load_rules(schema(body).encode(), "x.sch")
    return etree.fromstring(rules.reported(tree, "doc.xml", Places(data, tree))[1])


# ---- Assertions, rules, patterns


def test_an_assert_says_what_is_not_so_and_a_report_what_is() -> None:
    body = one_rule("a", '<assert test="@n">no n</assert>', '<report test="@m">an m</report>')
    assert words(body, '<r><a/><a n="1"/><a n="1" m="2"/></r>') == ["no n", "an m"]


def test_the_first_rule_of_a_pattern_that_matches_is_the_only_one() -> None:
    body = """<pattern><rule context="b[@n]"><report test="true()">first</report></rule>
      <rule context="b"><report test="true()">second</report></rule></pattern>"""
    assert words(body, '<r><b n="1"/><b/></r>') == ["first", "second"]


def test_each_pattern_looks_at_every_node() -> None:
    body = one_rule("b", '<report test="true()">one</report>') + one_rule("*", '<report test="@n">two</report>')
    assert sorted(words(body, '<r><b n="1"/></r>')) == ["one", "two"]


def test_every_rule_of_a_group_is_tried() -> None:
    body = """<group><rule context="b[@n]"><report test="true()">first</report></rule>
      <rule context="b"><report test="true()">second</report></rule></group>"""
    assert sorted(words(body, '<r><b n="1"/></r>')) == ["first", "second"]


@pytest.mark.parametrize(
    ("context", "place"),
    [
        ("/", (1, 1)),
        ("a", (2, 1)),
        ("@n", (2, 4)),
        ("attribute(n)", (2, 4)),
        ("a/@*", (2, 4)),
        ("a/text()", (2, 1)),
        ("comment()", (3, 2)),
        ("r/node()[self::comment()]", (3, 2)),
        ("processing-instruction('pi')", (4, 3)),
        ("a | nothing", (2, 1)),
        ("r[a]/a[@n = '1']", (2, 1)),
        ("*[local-name() = 'a'][@n]", (2, 1)),
    ],
)
def test_a_context_may_be_any_node(context: str, place: tuple[int, int]) -> None:
    body = one_rule(context, '<report test="true()">here</report>')
    (finding,) = found(schema(body), '<r>\n<a n="1">x</a>\n <!--c-->\n  <?pi p?>\n</r>')
    assert (finding.message, (finding.line, finding.column)) == ("here", place)


def test_prefixes_are_those_that_the_schema_declares() -> None:
    body = '<ns prefix="t" uri="urn:t"/>' + one_rule("t:a", '<report test="t:b">a b</report>')
    assert words(body, '<r xmlns="urn:t"><a><b/></a></r>') == ["a b"]
    assert words(body, "<r><a><b/></a></r>") == []


def test_what_is_said_has_the_place_of_its_node() -> None:
    body = one_rule("a/@n", "<assert test=\". = '1'\">wrong</assert>") + one_rule(
        "b", '<report test="true()" subject="../c[2]">below</report>'
    )
    first, second = found(schema(body), '<r>\n  <a m="0" n="2"/>\n  <b/>\n  <c/> <c/>\n</r>')
    assert (first.line, first.column) == (2, 12)
    assert (second.message, second.line, second.column) == ("below", 4, 8)


# ---- What is said


def test_words_with_values_and_names() -> None:
    body = one_rule(
        "a",
        '<report test="true()">The <name/> in <name path=".."/> has <value-of select="@n"/>, and <emph>all</emph>'
        ' of <span class="x"><value-of select="b"/></span><dir value="rtl">!</dir> {so}</report>',
    )
    assert words(body, '<r><a n="{1}"><b>p</b><b>q</b></a></r>') == ["The a in r has {1}, and all of p q! {so}"]


def test_without_words_the_expression_is_said() -> None:
    assert words(one_rule("a", '<assert test="@n"/>'), "<r><a/></r>") == ["This is against the rule @n."]


@pytest.mark.parametrize(
    ("attributes", "code"),
    [
        ("", "SCH-01"),
        ('role="error"', "SCH-01"),
        ('role="fatal"', "SCH-01"),
        ('role="warning"', "SCH-02"),
        ('role="WARN"', "SCH-02"),
        ('role="info"', "SCH-03"),
        ('role="information"', "SCH-03"),
        ('severity="warning"', "SCH-02"),
        ('role="error" severity="info"', "SCH-03"),
    ],
)
def test_how_grave_it_is(attributes: str, code: str) -> None:
    body = one_rule("a", f'<report test="true()" {attributes}>x</report>')
    assert [finding.code for finding in found(schema(body), "<a/>")] == [code]
    body = f'<pattern><rule context="a" {attributes}><report test="true()">x</report></rule></pattern>'
    assert [finding.code for finding in found(schema(body), "<a/>")] == [code]


def test_diagnostics_are_hints_in_the_language_of_the_messages() -> None:
    body = (
        one_rule("a", '<assert test="@n" diagnostics="de en">no n</assert>')
        + """<diagnostics><diagnostic id="de" xml:lang="de">Es fehlt in <name/>.</diagnostic>
        <diagnostic id="en" xml:lang="en">Add it to <name/>.</diagnostic></diagnostics>"""
    )
    (finding,) = found(schema(body), "<r><a/></r>")
    assert finding.hint == "Add it to a."
    (finding,) = found(schema(body.replace('"de en"', '"de"')), "<r><a/></r>")
    assert finding.hint == "Es fehlt in a."


# ---- Variables


def test_variables_of_all_scopes() -> None:
    body = """<let name="s" value="'s'"/>
      <phase id="one"><let name="ph" value="'phase'"/><active pattern="p"/></phase>
      <pattern id="p"><let name="all" value="count(//a)"/><let name="twice" value="2 * $all"/>
      <rule context="a"><let name="here" value="concat($s, @n)"/><let name="more" value="concat($here, '!')"/>
      <report test="true()"><value-of select="$ph, $all, $twice, $more"/></report></rule></pattern>"""
    assert words(body, '<r><a n="1"/><a n="2"/></r>', "one") == ["phase 2 4 s1!", "phase 2 4 s2!"]


def test_a_variable_of_a_rule_hides_another() -> None:
    body = """<let name="v" value="'schema'"/><pattern><let name="v" value="'pattern'"/>
      <rule context="a"><report test="true()"><value-of select="$v"/></report></rule>
      <rule context="b"><let name="v" value="'rule'"/><report test="true()"><value-of select="$v"/></report></rule>
      </pattern><pattern><rule context="c"><report test="true()"><value-of select="$v"/></report></rule></pattern>"""
    assert words(body, "<r><a/><b/><c/></r>") == ["pattern", "rule", "schema"]


def test_a_variable_may_hold_elements_and_have_a_type() -> None:
    body = """<let name="known"><k>x</k><k>y</k></let><let name="least" value="'2'" as="xs:string"/>
      <ns prefix="xs" uri="http://www.w3.org/2001/XMLSchema"/>
      <ns prefix="s" uri="http://purl.oclc.org/dsdl/schematron"/>""" + one_rule(
        "a", '<assert test="@n = $known//*">unknown <value-of select="@n, $least"/></assert>'
    )
    assert words(body, '<r><a n="x"/><a n="z"/></r>') == ["unknown z 2"]


def test_a_context_may_use_a_variable() -> None:
    body = '<let name="wanted" value="\'2\'"/>' + one_rule("a[@n = $wanted]", '<report test="true()">it</report>')
    assert words(body, '<r><a n="1"/><a n="2"/></r>') == ["it"]


# ---- Phases

PHASES = """<phase id="names"><active pattern="n"/></phase><phase id="dates"><active pattern="d"/></phase>
  <pattern id="n"><rule context="a"><report test="true()">name</report></rule></pattern>
  <pattern id="d"><rule context="a"><report test="true()">date</report></rule></pattern>"""


@pytest.mark.parametrize(
    ("phase", "default", "expected"),
    [
        ("#ALL", "", ["name", "date"]),
        ("#DEFAULT", "", ["name", "date"]),
        ("names", "", ["name"]),
        ("#DEFAULT", "dates", ["date"]),
        ("#ALL", "dates", ["name", "date"]),
        ("names", "dates", ["name"]),
    ],
)
def test_phases(phase: str, default: str, expected: list[str]) -> None:
    attributes = 'queryBinding="xslt2"' + (f' defaultPhase="{default}"' if default else "")
    assert [one.message for one in found(schema(PHASES, attributes), "<a/>", phase)] == expected


def test_a_phase_may_begin_within_the_document() -> None:
    body = PHASES.replace('id="names"', 'id="names" from="/r/part"')
    assert words(body, "<r><a/><part><a/></part></r>", "names") == ["name"]


# ---- Abstract patterns and rules


def test_an_abstract_pattern_with_its_parameters() -> None:
    body = """<pattern abstract="true" id="needs"><param name="what" value="@id"/>
      <rule context="$of"><assert test="$what"><name/> needs $what of $ofx</assert></rule></pattern>
      <pattern is-a="needs"><param name="of" value="a"/></pattern>
      <pattern is-a="needs"><param name="of" value="b[1]"/><param name="what" value="@n"/></pattern>"""
    assert words(body, '<r><a/><b id="1"/></r>') == ["a needs $what of $ofx", "b needs $what of $ofx"]


def test_a_parameter_does_not_take_part_of_a_longer_name() -> None:
    body = """<pattern abstract="true" id="p"><rule context="$a"><let name="ab" value="'long'"/>
      <report test="true()"><value-of select="$ab"/></report></rule></pattern>
      <pattern is-a="p"><param name="a" value="a"/></pattern>"""
    assert words(body, "<a/>") == ["long"]


def test_a_rule_extends_an_abstract_one() -> None:
    body = """<pattern>
      <rule abstract="true" id="base"><let name="x" value="name()"/><assert test="@id">id</assert></rule>
      <rule abstract="true" id="more"><extends rule="base"/><assert test="@n">n</assert></rule>
      <rule context="a"><extends rule="more"/><report test="true()"><value-of select="$x"/></report></rule></pattern>"""
    assert words(body, "<a/>") == ["id", "n", "a"]


def test_rules_that_all_patterns_may_extend() -> None:
    body = """<rules><rule abstract="true" id="base"><assert test="@id">id of <name/></assert></rule></rules>
      <pattern><rule context="a"><extends rule="base"/></rule></pattern>"""
    assert words(body, "<a/>") == ["id of a"]


# ---- Files


def test_what_is_included(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "pattern.sch").write_text(
        f'<pattern xmlns="{NAMESPACE}" id="in"><rule context="a"><extends href="rules.sch#named"/></rule></pattern>'
    )
    (tmp_path / "sub" / "rules.sch").write_text(
        f'<rules xmlns="{NAMESPACE}"><rule abstract="true" id="other"/>'
        '<rule abstract="true" id="named">\n<assert test="@id">id</assert></rule></rules>'
    )
    (tmp_path / "library.sch").write_text(
        f'<library xmlns="{NAMESPACE}"><pattern><rule context="b">'
        '<report test="true()">b</report></rule></pattern></library>'
    )
    text = schema('<extends href="library.sch"/><include href="sub/pattern.sch"/>')
    assert [one.message for one in found(text, "<r><a/><b/></r>", name=str(tmp_path / "x.sch"))] == ["id", "b"]


def test_a_place_in_an_included_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "p.sch").write_text(
        f'<pattern xmlns="{NAMESPACE}">\n\n<rule context="a"><assert test="((">x</assert></rule></pattern>'
    )
    with pytest.raises(UnreadableInput, match=r"p\.sch:3: an expression cannot be used"):
        found(schema('<include href="p.sch"/>'), "<a/>", name=str(tmp_path / "x.sch"))


def test_a_pattern_may_be_about_other_documents(tmp_path: Path) -> None:
    (tmp_path / "register.xml").write_text('<register>\n<person id="p"/>\n<person/></register>')
    document = tmp_path / "doc.xml"
    document.write_text('<r see="register.xml"/>')
    body = '<pattern documents="/r/@see"><rule context="person"><assert test="@id">no id</assert></rule></pattern>'
    rules = load_rules(schema(body).encode(), "x.sch")
    (finding,) = validate([(str(document), document.read_bytes())], [rules])
    assert (finding.message, Path(finding.file).name, finding.line) == ("no id", "register.xml", 3)


def test_nothing_is_fetched() -> None:
    body = one_rule("a", "<report test=\"doc-available('http://example.org/x.xml')\">it is there</report>")
    assert words(body, "<a/>") == []


# ---- XSLT


def test_functions_and_keys() -> None:
    body = """<ns prefix="f" uri="urn:f"/>
      <xsl:function name="f:twice" xmlns:f="urn:f"><xsl:param name="n"/><xsl:sequence select="2 * $n"/></xsl:function>
      <xsl:key name="by-id" match="b" use="@id"/>""" + one_rule(
        "a", "<assert test=\"key('by-id', @ref)\">nothing has <value-of select='@ref, f:twice(4)'/></assert>"
    )
    assert words(body, '<r><a ref="x"/><a ref="y"/><b id="x"/></r>') == ["nothing has y 8"]


def test_a_rule_may_visit_each_of_what_it_holds() -> None:
    body = """<pattern><rule context="a" visit-each="tokenize(@list)"><assert test="matches(., '^\\d+$')">
      “<value-of select="."/>” is no number</assert></rule></pattern>"""
    (first, second) = found(schema(body), '<r>\n<a list="1 x 3 y"/></r>')
    assert (first.message, second.message, first.line) == ("“x” is no number", "“y” is no number", 2)


@pytest.mark.parametrize(("binding", "expected"), [("xslt", []), ("xslt2", ["more"]), ("xslt3", ["more"]), ("", [])])
def test_the_query_binding_says_how_values_are_compared(binding: str, expected: list[str]) -> None:
    """XPath 1.0 turns strings into numbers to compare them, later ones do not."""
    attributes = f'queryBinding="{binding}"' if binding else ""
    body = one_rule("a", "<report test=\"string(@n) &gt; '10'\">more</report>")
    assert [one.message for one in found(schema(body, attributes), '<a n="9"/>')] == expected


def test_an_error_in_a_rule_is_said_and_the_others_are_tried() -> None:
    body = one_rule("a", '<assert test="@n + 1 = 2">not one</assert>', '<report test="true()">after</report>')
    body += one_rule("a", '<report test="true()">besides</report>')
    first, *others = sorted(found(schema(body), '<a n="x"/>'), key=lambda one: one.code, reverse=True)
    assert (first.code, first.line) == ("SCH-04", 1)
    assert "@n + 1 = 2" in first.message
    assert sorted(one.message for one in others) == ["after", "besides"]


# ---- In other schemas


def test_rules_in_a_relaxng_schema() -> None:
    grammar = f"""<grammar xmlns="http://relaxng.org/ns/structure/1.0" xmlns:sch="{NAMESPACE}">
      <sch:ns prefix="t" uri="urn:t"/>
      <start><element name="r" ns="urn:t"><sch:pattern><sch:rule context="t:r"><sch:assert test="@n">no n</sch:assert>
      </sch:rule></sch:pattern><optional><attribute name="n"/></optional></element></start></grammar>"""
    assert [one.message for one in found(grammar, '<r xmlns="urn:t"/>', name="x.rng")] == ["no n"]
    with pytest.raises(UnreadableInput, match=r"x\.rng: there is no Schematron in this schema\."):
        load_rules(b'<element name="a" xmlns="http://relaxng.org/ns/structure/1.0"><empty/></element>', "x.rng")


def test_rules_in_an_odd() -> None:
    odd = f"""<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:sch="{NAMESPACE}"><text><body>
      <schemaSpec ident="x"><elementSpec ident="p" mode="change">
      <constraintSpec ident="a" scheme="schematron"><constraint>
        <sch:assert test="@n">a p without n</sch:assert></constraint></constraintSpec>
      <constraintSpec ident="b" scheme="schematron"><constraint>
        <sch:rule context="tei:q"><sch:report test="true()">a q</sch:report></sch:rule></constraint></constraintSpec>
      <exemplum><egXML xmlns="http://www.tei-c.org/ns/Examples"><sch:rule context="x"/></egXML></exemplum>
      </elementSpec></schemaSpec></body></text></TEI>"""
    document = '<r xmlns="http://www.tei-c.org/ns/1.0"><p/><q/></r>'
    assert [one.message for one in found(odd, document, name="x.odd") if one.code == "SCH-01"] == [
        "a p without n",
        "a q",
    ]


# ---- The report


def test_the_report_says_what_was_tried_and_what_was_found() -> None:
    body = """<title>Rules</title><ns prefix="t" uri="urn:t"/>
      <pattern id="p"><title>Ids</title><rule context="a" id="r" role="info" flag="f">
      <assert test="@id" id="x" diagnostics="d" properties="q" flag="g">no <name/></assert></rule></pattern>
      <diagnostics><diagnostic id="d">add one</diagnostic></diagnostics>
      <properties><property id="q" role="kind" scheme="urn:s">id-<name/></property></properties>"""
    report = svrl(body, "<r><a/></r>")
    assert [etree.QName(one).localname for one in report] == [
        "ns-prefix-in-attribute-values", "active-pattern", "fired-rule", "failed-assert",
    ]  # fmt: skip
    assert report.get("title") == "Rules"
    _, pattern, fired, failed = report
    assert (pattern.get("id"), pattern.get("name")) == ("p", "Ids")
    assert sorted(fired.items()) == [("context", "a"), ("flag", "f"), ("id", "r"), ("role", "info")]
    assert (failed.get("id"), failed.get("test"), failed.get("flag"), failed.get("role")) == ("x", "@id", "g", "info")
    assert failed.get("location") == "/Q{}r[1]/Q{}a[1]"
    assert failed.findtext(f"{SVRL}text") == "no a"
    assert failed.findtext(f"{SVRL}diagnostic-reference[@diagnostic='d']/{SVRL}text") == "add one"
    reference = failed.find(f"{SVRL}property-reference")
    assert reference is not None
    assert (reference.get("property"), reference.get("role"), reference.get("scheme")) == ("q", "kind", "urn:s")
    assert reference.findtext(f"{SVRL}text") == "id-a"


# ---- Schemas that are wrong


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("<patern/>", r"x\.sch:2: <patern> may not stand in <schema>\. Did you mean “pattern”\?"),
        (one_rule("a", "<assert>x</assert>"), r"x\.sch:2: <assert> needs the attribute test\."),
        ("<pattern><rule><report test='1'/></rule></pattern>", r"x\.sch:2: <rule> needs the attribute context\."),
        (one_rule("a[", '<report test="1"/>'), r"x\.sch:2: an expression cannot be used"),
        (one_rule("a", '<report test="nil:x"/>'), r"x\.sch:2: an expression cannot be used: .*nil"),
        (one_rule("a", '<report test="$unknown"/>'), r"x\.sch:2: an expression cannot be used: .*unknown"),
        ('<pattern is-a="none"/>', r"x\.sch:2: no abstract pattern has the id “none”\."),
        (
            '<pattern abstract="true" id="one"/><pattern is-a="noe"/>',
            r"x\.sch:2: no abstract pattern has the id “noe”\. Did you mean “one”\?",
        ),
        (one_rule("a", '<extends rule="none"/>'), r"x\.sch:2: no abstract rule has the id “none”\."),
        (
            '<pattern><rule abstract="true" id="a"><extends rule="a"/></rule></pattern>',
            r"x\.sch:2: the rule “a” extends itself\.",
        ),
        ('<include href="none.sch"/>', r"x\.sch:2: “none\.sch” cannot be read: No such file or directory\."),
        ('<include href="http://example.org/x.sch"/>', r"x\.sch:2: only files beside the schema are included"),
        ('<phase id="a"><active pattern="none"/></phase>', r"x\.sch:2: no pattern has the id “none”\."),
        ('<let name="a"/>', r"x\.sch:2: the variable “a” has neither a value nor content"),
        ('<let name="a" value="1"/><let name="a" value="2"/>', r"x\.sch:2: the variable “a” is declared at x\.sch:2"),
        (one_rule("a", '<assert test="1" diagnostics="none"/>'), r"x\.sch:2: @diagnostics names “none”"),
    ],
)
def test_what_is_wrong_with_a_schema_is_said_with_its_place(body: str, sentence: str) -> None:
    with pytest.raises(UnreadableInput, match=sentence):
        load_rules(schema(body).encode(), "x.sch")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (schema("", 'queryBinding="stx"'), r"x\.sch:1: the query binding “stx” is not supported"),
        (schema("", 'defaultPhase="none"'), r"x\.sch:1: the default phase “none” is none of this schema’s\."),
        ("<schema/>", r"x\.sch:1: this is no Schematron schema"),
        ('<schema xmlns="http://www.ascc.net/xml/schematron"/>', r"x\.sch:1: this is Schematron 1\.5"),
        ("<schema", r"x\.sch:1:"),
    ],
)
def test_what_is_no_schema(text: str, sentence: str) -> None:
    with pytest.raises(UnreadableInput, match=sentence):
        load_rules(text.encode(), "x.sch")


def test_a_phase_that_a_schema_does_not_have() -> None:
    with pytest.raises(UnreadableInput, match=r"this schema has no phase “other”; its phases: dates, names\."):
        load_rules(schema(PHASES).encode(), "x.sch", "other")


# ---- Beside a plain reading of the rules


def test_the_findings_are_those_of_another_reading() -> None:
    """TEI's own rules and ours, on documents that hold every element of our schema."""
    walker = Walker(resource("schema", "tei_diary.rng").read_bytes(), seed=7)
    documents = [(f"{number}.xml", data) for number, data in enumerate(walker.covering())]
    for rules in (resource("schema", "tei_diary.sch"), shared("oracle", "tei_all.sch")):
        others = {(one.file, " ".join(one.words.split())) for one in said(rules.read_bytes(), documents)}
        findings = validate(documents, [load_rules(rules.read_bytes(), str(rules))])
        ours = {(one.file, one.message) for one in findings if one.code.startswith("SCH")}
        assert len(others) > 10
        assert ours == others


# ---- The command


def test_the_command_runs_rules_and_writes_reports(tmp_path: Path) -> None:
    (tmp_path / "x.sch").write_text(schema(PHASES))
    for name in ("a/one.xml", "b/two.xml"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text("<a/>")
    files = [tmp_path / "a" / "one.xml", tmp_path / "b" / "two.xml"]
    done = tei("validate", "--rules", tmp_path / "x.sch", "--phase", "names", "--svrl", tmp_path / "svrl", *files)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.count("error SCH-01: name") == 2
    reports = sorted(path.relative_to(tmp_path / "svrl") for path in (tmp_path / "svrl").rglob("*.svrl"))
    assert list(map(str, reports)) == ["a/one.xml.svrl", "b/two.xml.svrl"]
    for report in reports:
        assert etree.parse(tmp_path / "svrl" / report).getroot().get("phase") == "names"
    again = tei("validate", "--schema", tmp_path / "x.sch", "--phase", "names", "--jobs", "2", *files)
    assert again.stdout == done.stdout


def test_the_command_says_that_a_grammar_has_rules_too(tmp_path: Path) -> None:
    grammar = tmp_path / "x.rng"
    grammar.write_text(
        f"""<element name="a" xmlns="http://relaxng.org/ns/structure/1.0"><s:pattern xmlns:s="{NAMESPACE}">
        <s:rule context="a"><s:report test="true()">an a</s:report></s:rule></s:pattern><empty/></element>"""
    )
    (tmp_path / "doc.xml").write_text("<a/>")
    done = tei("validate", "--schema", grammar, tmp_path / "doc.xml")
    assert (done.returncode, done.stdout) == (0, "1 file: nothing wrong.\n")
    assert done.stderr == f"tei: {grammar} has Schematron rules in it as well: --rules {grammar} runs them.\n"
    done = tei("validate", "--schema", grammar, "--rules", grammar, tmp_path / "doc.xml")
    assert (done.returncode, done.stderr) == (1, "")
    assert "SCH-01: an a" in done.stdout


@pytest.mark.parametrize("option", [["--svrl", "out"], ["--phase", "x"]])
def test_what_is_of_rules_wants_rules(option: list[str], tmp_path: Path) -> None:
    example = tmp_path / "doc.xml"
    example.write_text("<a/>")
    grammar = resource("schema", "tei_diary.rng")
    done = tei("validate", "--schema", grammar, *option, example, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "name the file of them with --rules" in done.stderr
    assert not (tmp_path / "out").exists()
