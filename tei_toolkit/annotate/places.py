"""What each element of TEI is to a reader, and where a tag may go.

The tables say of every element that belongs to running text what happens to its words; an element that is
in none of them (headers, registers, facsimiles, code, other vocabularies) is left alone with all it holds.
The content models are those of TEI All (P5); a test holds ``PLACES`` and ``INSIDE_TAGS`` against the schema.
"""

from __future__ import annotations

from enum import Enum


class Role(Enum):
    """What an element is to a reader."""

    FRAME = "holds blocks and no text of its own"
    BLOCK = "a text of its own; the text round it ends here"
    ASIDE = "a text of its own; the text round it goes on behind it"
    INLINE = "part of the text that it stands in"
    CHOICE = "several readings of one place, of which the first that ``READINGS`` names is read"
    SETTLED = "an editor's name, date or reference: read, but left as it is with all that is in it"
    HIDDEN = "not read; the text goes on behind it"
    BREAK = "the end of a line or page"
    OPAQUE = "not read, and nothing runs on over it"


_FRAMES = """
    TEI teiCorpus text group front body back div div1 div2 div3 div4 div5 div6 div7 lg list table row figure
    floatingText sp spGrp epigraph argument postscript cit castList castGroup titlePage docTitle docImprint
    listBibl noteGrp prologue epilogue performance set"""
_BLOCKS = """
    p ab head l item headItem cell label headLabel salute signed closer opener dateline byline trailer titlePart
    stage caption figDesc speaker castItem role roleDesc imprimatur u writing address addrLine"""
_ASIDES = "note fw"
_INLINE = """
    hi emph foreign distinct soCalled mentioned term gloss seg q said quote add unclear supplied corr sic orig
    reg abbr expan ex damage restore retrace mod secl phr cl s w pc c m g num measure measureGrp unit bibl lem rdg
    subst ruby rb rhyme"""
_CHOICES = "choice app"
_SETTLED = """
    persName placeName orgName name rs date time geogName geogFeat settlement country region district bloc street
    forename surname roleName addName genName nameLink persPronouns eventName objectName location geo offset
    docDate docAuthor docEdition author editor publisher pubPlace respStmt title ref idno email biblScope citedRange
    origDate origPlace"""
_HIDDEN = """
    del surplus am metamark index interp interpGrp certainty precision respons rt anchor addSpan delSpan damageSpan
    substJoin handShift milestone ptr alt link caesura join joinGrp linkGrp span spanGrp altGrp
    timeline pause kinesic incident vocal redo undo shift listTranspose"""
_BREAKS = "lb pb cb gb space"

ROLES: dict[str, Role] = {
    name: role
    for role, names in (
        (Role.FRAME, _FRAMES),
        (Role.BLOCK, _BLOCKS),
        (Role.ASIDE, _ASIDES),
        (Role.INLINE, _INLINE),
        (Role.CHOICE, _CHOICES),
        (Role.SETTLED, _SETTLED),
        (Role.HIDDEN, _HIDDEN),
        (Role.BREAK, _BREAKS),
    )
    for name in names.split()
}
"""Local name → role; what is not in it is ``OPAQUE``."""

_NO_TAGS_IN = frozenset("ex w pc c m g measureGrp subst ruby address".split())

PLACES = frozenset(
    name for name, role in ROLES.items() if role in (Role.BLOCK, Role.ASIDE, Role.INLINE) and name not in _NO_TAGS_IN
)
"""The elements in which TEI allows names and dates."""

INSIDE_TAGS = frozenset(
    """abbr add addSpan am anchor app c cb certainty choice cl corr damage damageSpan del delSpan distinct emph ex
    expan figure foreign fw g gap gb gloss handShift hi index interp interpGrp lb m measure measureGrp mentioned
    metamark milestone mod note num orig pb pc phr precision ptr reg respons restore retrace ruby s secl seg sic
    soCalled space subst substJoin supplied surplus term unclear unit w""".split()
)
"""The elements that TEI allows directly in ``persName``, ``placeName`` and ``date`` alike."""

WRAPPED_WHOLE = frozenset("abbr expan ex choice app subst lem rdg orig reg sic corr w".split())
"""Where a name is the whole of such an element, the tag goes round it, as conversion has it."""

READINGS = {
    "choice": ("expan", "reg", "corr", "unclear", "seg", "choice", "abbr", "orig", "sic"),
    "app": ("lem", "rdg"),
}
"""Which child of a choice is read: the first of these that it has."""

HEADS = frozenset(("head", "opener", "dateline", "byline"))
"""Where the date of a division stands."""
