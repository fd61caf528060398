"""Findings: what was noticed in the data. They are values in a list, never exceptions.

Severities, in words:

- ``error``: the data is wrong or unusable as it stands; a command that reports one exits with 1.
- ``warning``: probably wrong, or undecidable without an editor; nothing fails.
- ``info``: worth knowing; no action is called for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Literal

from tei_toolkit.edition_kinds import EDITION_KINDS


class Severity(StrEnum):
    """How bad a finding is; see the module's text."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Kind:
    """What a finding code means: the severity it has, and its meaning, an example and a cure in words."""

    code: str
    severity: Severity
    meaning: str
    example: str
    cure: str


@dataclass(frozen=True, slots=True)
class Repair:
    """What would put a finding right without anybody being asked, at the place that the finding has.

    ``what`` is ``element``, ``attribute`` (their names) or ``value`` (of an attribute); ``was`` is what is written
    there, ``becomes`` what it should be. Of a value, ``was`` may be a part, between blanks.
    """

    what: Literal["element", "attribute", "value"]
    was: str
    becomes: str


_AS_CATALOGUED: Any = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing noticed in the data.

    ``line`` and ``column`` count from 1; 0 means that there is none. ``message`` is one sentence in an
    editor's words, ``value`` the offending text, ``hint`` what to do, where that is known. ``severity`` is
    the catalogue's, unless an edition grades the code otherwise (:func:`regrade`). ``repair`` is there where what
    was meant is beyond doubt.
    Making a finding whose code is not in the catalogue fails: the catalogue is what `tei explain` and
    ``docs/findings.md`` are made of.
    """

    code: str
    message: str
    file: str = ""
    line: int = 0
    column: int = 0
    value: str = ""
    hint: str = ""
    severity: Severity = _AS_CATALOGUED
    repair: Repair | None = None

    def __post_init__(self) -> None:
        kind = CATALOGUE[self.code]
        if self.severity is _AS_CATALOGUED:
            object.__setattr__(self, "severity", kind.severity)

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part)
        hint = f" ({self.hint})" if self.hint else ""
        return f"{place}: {self.severity} {self.code}: {self.message}{hint}"


Grades = Mapping[str, Severity | None]
"""What an edition says of codes: the severity that each has in it; None for those that it does not want."""


def regrade(findings: Iterable[Finding], grades: Grades) -> list[Finding]:
    """The findings as an edition grades them, in their order: with its severities, and without those it does
    not want. Codes that ``grades`` does not name stay as they are."""
    graded = ((finding, grades.get(finding.code, finding.severity)) for finding in findings)
    return [replace(finding, severity=severity) for finding, severity in graded if severity is not None]


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether any finding is of severity error, so that a command exits with 1."""
    return any(finding.severity is Severity.ERROR for finding in findings)


CATALOGUE: dict[str, Kind] = {}
UNREADABLE = ("XML-01", "XML-02", "FILE-01", "FILE-02")
"""What stops a file from being read, so that nothing else is known of it: no edition and no file can allow these."""


def _kind(code: str, severity: Severity, meaning: str, example: str, cure: str) -> None:
    CATALOGUE[code] = Kind(code, severity, meaning, example, cure)


_kind(
    "XML-01",
    Severity.ERROR,
    "The file is not well-formed XML, so nothing can read it as XML.",
    "<p>an unclosed paragraph</div>",
    "Close each element in the order in which it was opened; write & as &amp; and < as &lt;.",
)
_kind(
    "XML-02",
    Severity.ERROR,
    "The file declares or uses entities, which could pull in other files or swell without bound.",
    '<!DOCTYPE TEI [<!ENTITY x SYSTEM "other.xml">]>',
    "Remove the DOCTYPE and write each character itself (é instead of &eacute;).",
)
_kind(
    "XML-03",
    Severity.ERROR,
    "The file is XML, but its outermost element is not one of TEI's.",
    "<html>…</html>",
    'Check that this is the right file; a TEI document begins with <TEI xmlns="http://www.tei-c.org/ns/1.0">.',
)
_kind(
    "TEI-01",
    Severity.ERROR,
    "An element stands where the grammar of the schema does not allow it, though it does elsewhere.",
    "<titleStmt> in the middle of the text",
    "Move the element, or use the one that is meant for this place: the hint lists what may stand there.",
)
_kind(
    "TEI-02",
    Severity.ERROR,
    "An element's name is not one that the schema has. Capitals count in TEI.",
    "<persname>Butler</persname>",
    "Write the name as the schema has it (persName); an element that the schema leaves out has a substitute in it.",
)
_kind(
    "TEI-03",
    Severity.ERROR,
    "An attribute is not one that its element may have.",
    '<persName reff="#butler">',
    "Correct its name, or say the same with an attribute that the element has: the hint names the nearest.",
)
_kind(
    "TEI-04",
    Severity.ERROR,
    "An attribute, or an element that holds a value, has a value of the wrong form or not of its list.",
    '<date when="28.2.1923">',
    "Write the value in the form that the hint shows, for a date 1923-02-28; where there is a list, choose from it.",
)
_kind(
    "TEI-05",
    Severity.ERROR,
    "Something is missing that must be there: an element inside another, or an attribute.",
    "<fileDesc> without <titleStmt>",
    "Add what the sentence names, in front of the place that it points to.",
)
_kind(
    "TEI-06",
    Severity.ERROR,
    "There is text where only elements may stand.",
    '<div type="entry">Rain all day.</div>',
    "Put the text into an element that may hold it, most often <p>.",
)
_kind(
    "SCH-01",
    Severity.ERROR,
    "A rule of a Schematron schema is broken. The message is the schema’s own; @severity or @role there can make it a"
    " warning (SCH-02) or an information (SCH-03).",
    '<date from="1939-02-05" to="1939-02-03">from the 3rd to the 5th</date>',
    "Do what the message says; the schema’s documentation says why.",
)
_kind(
    "SCH-02",
    Severity.WARNING,
    "A rule of a Schematron schema is broken that the schema itself calls a warning.",
    '<assert test="repository" role="warning">A number alone does not find a manuscript.</assert>',
    "Look whether what the message says is so, and is meant to be.",
)
_kind(
    "SCH-03",
    Severity.INFO,
    "A Schematron schema has something to say of this place, for information only.",
    '<assert test="@when" role="info">This change says not when it was made.</assert>',
    "Nothing needs to be done.",
)
_kind(
    "SCH-04",
    Severity.ERROR,
    "A rule of a Schematron schema could not be tried here, since its expression fails on this document: it is the"
    " schema that needs a correction, or the rule finds what its author did not expect.",
    '<assert test="xs:date(@when) lt current-date()"> where @when is no date',
    "Guard the expression (“@when castable as xs:date”), or correct what it stumbles over.",
)
_kind(
    "DATE-01",
    Severity.WARNING,
    "A dated heading stands before its predecessor's date, and the sequence as a whole does not say that"
    " a new year has begun; or an entry's file stands among those of later or earlier days.",
    "4 September, 2 September, 7 September",
    "Check the heading against the manuscript; if the entry really is a later addition, leave it.",
)
_kind(
    "DATE-02",
    Severity.WARNING,
    "The weekday that is written does not fall on the date that was read.",
    "Wednesday, 9 February 1939 (it was a Thursday)",
    "Check day, month and year; the weekday is often the one that is right.",
)
_kind(
    "DATE-03",
    Severity.WARNING,
    "There is no such day in the calendar.",
    "30 February",
    "Check the reading; the date is kept as text without a value.",
)
_kind(
    "DATE-04",
    Severity.WARNING,
    "No year is known for this entry: neither the headings, nor a year line, nor --start says one.",
    "3 February, with no year before it",
    "Give the first day with --start, or put a line with the year above the first entry.",
)
_kind(
    "HEAD-01",
    Severity.WARNING,
    "No line of the source was recognised as the heading of an entry, so all of it became one text.",
    "headings in a form that is not known, such as a feast day alone",
    "Write the dates of the headings as day and month, alone on their lines; see docs/transcripts.md.",
)
_kind(
    "META-01",
    Severity.WARNING,
    "Two statements about the document contradict each other.",
    "The details name volume 2, the contents list volume 3",
    "Look the document up in the archive and correct the header.",
)
_kind(
    "MARK-01",
    Severity.WARNING,
    "A square bracket has no partner, so it was left as text.",
    "a note that opens [and never closes",
    "Add the missing bracket in the source, or leave it if the manuscript has it so.",
)
_kind(
    "MARK-02",
    Severity.WARNING,
    "Two marks cross each other, so one of them was dropped; its text stays.",
    "a name that begins inside a note and ends outside",
    "Check the place; move the bracket if it is the one at fault.",
)
_kind(
    "KEPT-01",
    Severity.WARNING,
    "A TEI file was edited after it had been converted, so converting its source again left it as it is.",
    "an entry in tei/ that someone has corrected",
    "Nothing, if the edited file is the one you want; else delete it and convert again.",
)
_kind(
    "KEPT-02",
    Severity.ERROR,
    "A TEI file was edited after it had been converted, and its source now has another text for it, which was"
    " therefore written nowhere.",
    "an edited second entry of a day, after another was put before it in the source",
    "Compare the file with the source; bring the new text in by hand, or rename the file and convert again.",
)
_kind(
    "NAME-01",
    Severity.INFO,
    "A name form belongs to several persons or places of the register, so it was not tagged.",
    "Thorne, which two persons are called",
    "Tag it by hand, or give one of the persons a form that the other does not share.",
)
_kind(
    "REF-01",
    Severity.ERROR,
    "A reference within a document (# and an id) leads to no element of the document. Checked are resp, corresp,"
    " target, facs, hand, next and prev, and who on a change. What may lead to a register or to another file is checked"
    " where an edition.toml says which there are (REF-02).",
    '<supplied resp="#editr">, with no xml:id="editr" in the document',
    "Correct the id, or give the element that is meant an xml:id; people who are responsible stand in the header.",
)
_kind(
    "ID-01",
    Severity.ERROR,
    "The same xml:id stands twice in one document.",
    '<div xml:id="e1939-02-03"> twice',
    "Give the second one an id of its own, such as e1939-02-03-2.",
)
_kind(
    "XSLT-01",
    Severity.ERROR,
    "A stylesheet stopped on a document, most often because it has no rule for an element in it.",
    "<p>an element that no rule knows: <notatedMusic/></p>",
    "Give the edition a stylesheet of its own that imports ours and adds a rule for the element.",
)
_kind(
    "FONT-01",
    Severity.ERROR,
    "The text has a character that is in none of the fonts of the book, so its PDF is not made.",
    '<foreign xml:lang="zh">日記</foreign>, and no font for Chinese',
    "Put an open font that has the character into the folder fonts/ of the edition; it is used for what others lack.",
)
_kind(
    "FONT-02",
    Severity.ERROR,
    "The text has a character that a PDF for archives may not have, such as one of Unicode's private areas.",
    "U+E000, by which one font means a ligature and another a flower",
    "Write the character that Unicode has for it, or leave it out.",
)
_kind(
    "SITE-01",
    Severity.WARNING,
    "Pagefind, which makes the index of the search, is not installed, so the site is built without a search page.",
    "tei build where pip show pagefind-bin finds nothing",
    "Install it (pip install pagefind-bin) and build again.",
)
_kind(
    "MARK-03",
    Severity.WARNING,
    "A date or name begins within an element (or a reference) and ends outside it, so that a tag would break the"
    " markup; it was left unmarked.",
    "<hi>dined with Lord</hi> Butler",
    "Tag it by hand, in two parts (next and prev), or move the element's edge if it is at fault.",
)
_kind(
    "MARK-04",
    Severity.WARNING,
    "A date or name stands where TEI does not allow a tag for it, so it was left unmarked.",
    "<w>Butler</w>'s in a text that is tagged word by word",
    "Tag it by hand at a place where TEI allows names, or leave it.",
)
_kind(
    "REG-01",
    Severity.ERROR,
    "Two persons or places of the register have the same xml:id, so a reference to it means either.",
    '<person xml:id="thorne"> in persons.xml, and again in more-persons.xml',
    "Give one of them an id of its own; if they are the same person, make one entry of the two.",
)
_kind(
    "REG-02",
    Severity.INFO,
    "Several persons or places of the register are listed by the same form, so it can't say by itself who is meant.",
    "Miss Gantry, which is listed for two sisters",
    "Nothing, if both are really called so: tei register review asks which of them is meant where.",
)
_kind(
    "REG-03",
    Severity.INFO,
    "A person or place of the register is named nowhere: in the sources, or in the TEI.",
    "somebody who is only mentioned in the introduction",
    "Check that the register has the form that the diary uses; if so, nothing.",
)
_kind(
    "REG-04",
    Severity.WARNING,
    "A person or place of the register has no form by which it could be found: no name at all, or only words that"
    " begin with a small letter, a title or a pronoun.",
    '<person xml:id="cook"><persName>the cook</persName></person>',
    "Add a persName or placeName as the diary has it.",
)
_kind(
    "REG-05",
    Severity.ERROR,
    "A person of the register died before being born.",
    '<birth when="1885"/> and <death when="1858"/>',
    "Correct the year that is wrong; while it stands, names of that time are never taken for this person.",
)
_kind(
    "REG-06",
    Severity.ERROR,
    "A decision in register/decisions.toml names a person or place that the register does not have, so it decides"
    " nothing.",
    'is = "thorn", where the register has thorne',
    "Correct the id in register/decisions.toml, or add the person or place to the register.",
)
_kind(
    "READ-01",
    Severity.WARNING,
    "The document holds something that the reader of its format does not know; its text was kept, without markup.",
    "a formula, or a diagram with words in it",
    "Look at the place in the document, and mark it by hand if it matters.",
)
_kind(
    "READ-02",
    Severity.INFO,
    "The document holds text that is not part of the reading text: running heads, deleted or hidden words. It was left"
    " out, and is listed as furniture.",
    "a paragraph that was deleted while changes were tracked",
    "Nothing; or --track-changes, to have insertions and deletions as <add> and <del>.",
)
_kind(
    "READ-03",
    Severity.INFO,
    "The document holds something without text that TEI was not given: a picture, a shape, an embedded object.",
    "a photograph between two paragraphs of a Word file",
    "Put the picture beside the edition as a file, and a <figure> into the TEI, if readers should see it.",
)
_kind(
    "READ-04",
    Severity.WARNING,
    "A file in a folder of page files is no page, and was not read; it may be a transcript that somebody misses.",
    "a Word file among the PAGE files that Transkribus wrote",
    "Name the file itself, if it is a transcript: tei convert FILE.",
)
_kind(
    "READ-05",
    Severity.INFO,
    "A folder holds its pages in several formats, as exports of transcription platforms do. They were read once, from"
    " the format that says more: PAGE XML before ALTO, ALTO before hOCR.",
    "page/0001.xml and alto/0001.xml",
    "Nothing needs to be done. To read the other files, convert their folder alone.",
)
_kind(
    "FILE-01",
    Severity.ERROR,
    "A file could not be read from the disk.",
    "a file that belongs to somebody else, on a disk that fails, or that was removed in the meantime",
    "Look at the file's rights; copy it from where it is whole.",
)
_kind(
    "FILE-02",
    Severity.ERROR,
    "A file is so large, or has so many tags, that it is not read: a document of that size would take all memory.",
    "an export of a whole database in one file",
    "Split it, with one TEI document for each entry or volume.",
)
_kind(
    "FILE-03",
    Severity.INFO,
    "So much is wrong with a file that not all of it is listed.",
    "a file that was made for quite another schema",
    "Correct what comes first, or check that the schema is the right one.",
)
_kind(
    "ALLOW-01",
    Severity.ERROR,
    "A processing instruction that should allow a finding can't be understood, or gives no reason, so it allows"
    " nothing.",
    "<?tei-toolkit allow TEI-04?>",
    'Write the code and then the reason in quotes: <?tei-toolkit allow TEI-04 "the printed edition has it so"?>.',
)
_kind(
    "ALLOW-02",
    Severity.WARNING,
    "A processing instruction allows a finding that the element after it does not have.",
    '<?tei-toolkit allow TEI-04 "the printed edition has it so"?>, after the value has been corrected',
    "Take it away, so that the finding is not missed when it comes back; or put it right before the element.",
)
_kind(
    "BASE-01",
    Severity.INFO,
    "The baseline lists findings that are no longer there.",
    "an old mistake that somebody has corrected",
    "Write the baseline anew with --write-baseline, so that the mistake is not overlooked when it comes back.",
)
for _code, _severity, *_words in EDITION_KINDS:
    _kind(_code, Severity(_severity), *_words)
