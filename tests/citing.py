"""Records to cite, plain and awkward, for the tests of every form of reference."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from tei_toolkit.publish.harvest.names import Name
from tei_toolkit.publish.harvest.record import Record

ENTRY = Record(
    "entry",
    "arsenin-toll-1939-02-03",
    "Conversation with “Butler”",
    (Name("Arsenin-Toll", "Pavel Lvovich"),),
    (Name("Farthingwell", "Isolde"), Name("Goethe", "Anna", "von")),
    (Name("Gogh", "Matvei", "van"),),
    container="The Sarnovo Diary",
    written="1839-02-03",
    issued="2026",
    place="Geneva",
    publisher="Lantern & Quay",
    pages=("113", "114"),
    language="en",
    address="https://sarnovo.example/entries/1839-02-03.html",
    licence="https://creativecommons.org/licenses/by/4.0/",
)
EDITION = replace(
    ENTRY,
    kind="edition",
    key="arsenin-toll-edition",
    title="The Sarnovo Diary",
    container="",
    written="",
    pages=(),
    address="https://sarnovo.example/",
)
BARE = Record("entry", "diary-undated", "Без даты")

SIGNS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=30)
AWKWARD = st.one_of(
    SIGNS,
    st.text(st.sampled_from(list("\\{}~^$&%#_,\"'«»“” -@=aжé")), max_size=20),
    st.sampled_from(
        ["{", "a } b", "100 % & more", "TY  - BOOK", "ER  - ", "A and B", "\\textbf{x}", "</script><b>", "@book{x,"]
    ),
)
TITLES = AWKWARD.filter(lambda text: bool(text.strip()))
WORDS = st.sampled_from(["Arsenin-Toll", "Толстой", "O’Brien", "Émile", "Łódź", "Smith & Sons", "d_Artagnan", "Élise"])
PARTS = st.lists(WORDS, min_size=1, max_size=2).map(" ".join)
NAMES = st.one_of(
    st.builds(Name, PARTS, PARTS, st.sampled_from(["", "von", "van der", "de"])),
    st.builds(
        lambda whole: Name(whole=whole), st.sampled_from(["The Lantern Quay Press", "Черный и белый", "A and B"])
    ),
)
