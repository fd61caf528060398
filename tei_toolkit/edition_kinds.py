"""The part of the catalogue that is about an edition as a whole; ``findings`` takes it in.

Each line of the table: code, severity, meaning, example, cure.
"""

from __future__ import annotations

EDITION_KINDS: tuple[tuple[str, str, str, str, str], ...] = (
    (
        "REF-02",
        "error",
        "A reference leads nowhere in the edition: neither its own document nor a register has the id, or the file that"
        " it names is not there or lacks it. Followed are ref, target, corresp, facs, who, resp, hand, next and prev;"
        " prefixes are expanded as prefixDef says. Addresses on the web are not followed.",
        '<persName ref="#quilfeather">, where the register has quillfeather',
        "Correct the id (the hint names the nearest), or add the person or place to the register.",
    ),
    (
        "REF-03",
        "warning",
        "Most references of one kind lead nowhere, so that a register seems to be missing rather than ids to be wrong."
        " It is said once.",
        '<rs type="work" ref="#w17">, with no register of works',
        "Name the register that lists them under files of [register] in edition.toml.",
    ),
    (
        "REF-04",
        "info",
        "References have a prefix that no <prefixDef> explains, so they are not checked.",
        '<persName ref="gnd:118540238">',
        "Declare the prefix in <listPrefixDef> in a header: ident, matchPattern, replacementPattern.",
    ),
    (
        "ID-02",
        "error",
        "Two entries of a text, in different files, have the same xml:id. It is the address of the entry’s page, so"
        " only one of the two gets one.",
        'xml:id="e1939-02-14" in 1939-02-14.xml and in 1939-02-14-2.xml',
        "Give one of them an id of its own, such as e1939-02-14-2.",
    ),
    (
        "ID-03",
        "warning",
        "An xml:id stands in two files of a text, in an edition that otherwise gives each id once. Where documents"
        " number their notes or paragraphs each for itself, nothing is said.",
        'xml:id="note-117" in two entries',
        "Give one of the two an id of its own.",
    ),
    (
        "REG-07",
        "warning",
        "Two entries of the register have the same number of an authority file (GND, VIAF, Wikidata, GeoNames …).",
        '<idno type="gnd">118540238</idno> in two persons',
        "Correct the number that is wrong; if both are the same person or place, make one entry of the two.",
    ),
    (
        "REG-08",
        "warning",
        "Two persons of the register have the same full name, and neither a year of birth or death nor an occupation"
        " tells them apart.",
        "two entries Edmund Thorne, without dates",
        "Give each a birth, a death or a dated occupation; if they are one, make one entry of them.",
    ),
    (
        "REG-09",
        "warning",
        "An entry names a person who, by the register, was not born yet.",
        "the entry of 3 February 1939 names somebody born in 1944",
        "Somebody of the same name is meant, or the date in the register is wrong.",
    ),
    (
        "REG-10",
        "info",
        "A person is named in several entries, never while alive, and first within a few years after having died:"
        " perhaps a namesake is meant. To name the dead is otherwise nothing to be noticed.",
        "Mr Butler, who died in 1935, named twelve times from 1938 on",
        "Check who is meant; if the diarist remembers the dead, nothing.",
    ),
    (
        "DATE-05",
        "info",
        "There are days without an entry at a time at which there is one nearly every day. They are listed year by"
        " year.",
        "no entry from 3 to 5 May, though there is one on each day of April and June",
        "Check whether a page or a file is missing; if the diarist paused, nothing.",
    ),
    (
        "DATE-06",
        "warning",
        "Two statements of a day contradict each other: the heading’s words and its value, the header, the xml:id, the"
        " file’s name; or the words of a date and its value.",
        '<head><date when="1939-02-13">3 February</date></head>',
        "Correct the one that is wrong.",
    ),
    (
        "PAGE-01",
        "warning",
        "A page begins twice: two page breaks of a text have the same number.",
        '<pb n="113"/> … <pb n="113"/>',
        "Correct the number, or remove one of the two page breaks.",
    ),
    (
        "PAGE-02",
        "warning",
        "A page does not follow its predecessor, in a text whose pages otherwise do. A low number begins a new volume.",
        '<pb n="113"/> … <pb n="115"/>',
        "Check whether a page break was forgotten, a page is missing, or the number is wrong.",
    ),
    (
        "IMAGE-01",
        "warning",
        "A page has no image, though edition.toml says where the images are; or a file that a graphic or page break"
        " names is not there. Images on the web are not fetched.",
        "page 47, and no images/notebook-47.jpg",
        "Add the image, or correct the number or the path.",
    ),
    (
        "IMAGE-02",
        "info",
        "There are page images that belong to no page of the text.",
        "images/notebook-50.jpg, and the text ends on page 49",
        "Check whether a page break is missing, or the number in the file’s name is wrong.",
    ),
    (
        "IMAGE-03",
        "warning",
        "An entry has an image too many: the same one twice, or one beyond that on which the next entry begins.",
        "images 17 and 18, and the next entry begins on image 17",
        "Remove the image that the entry does not reach, or correct the next entry’s first.",
    ),
    (
        "NOTE-01",
        "warning",
        "A note that stands apart from the text (in the back, in a div of notes) says not where it belongs, and nothing"
        " leads to it.",
        '<div type="notes"><note xml:id="n7">…</note></div>, with no ref to #n7',
        "Give it a @target, point to its xml:id from the text, or put it where it belongs.",
    ),
    (
        "EMPTY-01",
        "warning",
        "An element that should hold text holds nothing.",
        '<p/>, <head></head>, <persName ref="#butler"/>',
        "Remove it, or write what belongs into it; for what can’t be read there is <gap/>.",
    ),
    (
        "QUOTE-01",
        "info",
        "A file has straight quotation marks or apostrophes, in a text that otherwise has typographic ones.",
        "don't, where elsewhere don’t is written",
        "Write them as elsewhere.",
    ),
    (
        "QUOTE-02",
        "info",
        "A file has quotation marks of another kind than the text has elsewhere. Quotations within quotations don’t"
        " count.",
        "«so» in a text that has „so“",
        "Write them as elsewhere, unless the manuscript has them so.",
    ),
    (
        "PAIR-01",
        "info",
        "An entry is missing in a version of the text that otherwise has nearly all.",
        "an entry of the transcription that was not translated",
        "Add it, or correct the xml:id by which the versions find each other.",
    ),
    (
        "PAIR-02",
        "info",
        "An entry has more paragraphs in one version than in another, so that one of them has no partner.",
        "three paragraphs in the transcription, two in the translation",
        "Divide both alike, or say by @corresp on each paragraph which one it belongs to.",
    ),
    (
        "PAIR-03",
        "warning",
        "A paragraph has no partner in another version, in an entry whose paragraphs have @corresp.",
        '<p> beside <p corresp="#ru-p2">',
        "Give it a @corresp; if it has no partner, leave it.",
    ),
)

EDITION_CODES = frozenset(code for code, *_ in EDITION_KINDS) | {
    "DATE-01", "DATE-02", "DATE-03", "REG-01", "REG-03", "REG-05"
}  # fmt: skip
"""All that the rules over an edition may say; the last ones, other stages say as well."""
