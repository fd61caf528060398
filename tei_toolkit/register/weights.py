"""The weights of the evidence for whom a name means.

They are ratios of likelihoods, set on six published diaries in three languages by ``scripts/calibrate.py``
and rounded; what they do to names on which they were not set is in docs/accuracy.md.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tei_toolkit.register.forms import Kind


def _tells() -> dict[Kind, float]:
    return {
        Kind.MAIN: 2, Kind.FULL: 0.24, Kind.LISTED: 0.25, Kind.INITIAL_SURNAME: 0.8, Kind.SURNAME: 0.42,
        Kind.PLACE_SHORT: 0.84, Kind.RESPELT: 0.42, Kind.FORENAME_INITIAL: 0.015, Kind.ABBREVIATED: 0.05,
        Kind.INITIALS: 0.011, Kind.FORENAME: 0.08, Kind.INITIAL: 0.02,
    }  # fmt: skip


def _nobody() -> dict[Kind, float]:
    return {
        Kind.MAIN: 0.015, Kind.FULL: 0.01, Kind.LISTED: 0.015, Kind.INITIAL_SURNAME: 0.06, Kind.SURNAME: 0.1,
        Kind.PLACE_SHORT: 0.025, Kind.RESPELT: 0.05, Kind.FORENAME_INITIAL: 0.01, Kind.ABBREVIATED: 0.2,
        Kind.INITIALS: 0.025, Kind.FORENAME: 0.16, Kind.INITIAL: 0.4,
    }  # fmt: skip


@dataclass(frozen=True)
class Weights:
    """See the fields; more than 1 speaks for what the field names, less against it."""

    sure: float = 0.93
    """The probability from which a name is tagged without ``@cert``."""
    probable: float = 0.5
    """That from which it is tagged with ``@cert="medium"``; below, it is left to an editor."""

    tells: dict[Kind, float] = field(default_factory=_tells)
    """How likely a form of each kind is used for one of its bearers."""
    nobody: dict[Kind, float] = field(default_factory=_nobody)
    """How likely a form of each kind names nobody of the register."""

    inexact: float = 0.052
    """The form is written with other diacritics than in the register."""
    main_of_one_word: float = 0.42
    """The main name is one word, which tells little more of a person than a name listed second."""
    place_otherwise: float = 0.84
    """A place is named by another than its main name."""
    inflected: float = 3.4
    """The register lists a genitive of the form too; for each."""
    female_surname: float = 0.56
    """A woman, by her bare surname."""
    wrong_sex: float = 0.002
    """A title of the other sex."""
    own_title: float = 88
    """A title that the register gives the person."""
    other_title: float = 0.35
    """Some title, of a person whose sex is not known."""
    titled_place: float = 0.03
    """A title before a place's name."""
    fits_beside: float = 16
    """The capitalised word beside a form fits the person's other names …"""
    differs_beside: float = 0.42
    """… or does not."""

    obscure: float = 0.05
    """Somebody whom the register knows by a forename only, beside others whom it knows in full."""
    guessed_parts: float = 0.5
    """The forename was read off a bare string of the register."""

    titled_nobody: float = 0.35
    """Nobody of the register, where a title precedes."""
    joined_nobody: float = 1.5
    """Nobody of the register, where a capitalised word stands beside the form."""
    common_nobody: float = 39
    """Nobody of the register, where the form is always a common word with a small letter …"""
    common_opening_nobody: float = 4e02
    """… and stands at the beginning of a sentence."""
    plural_nobody: float = 14
    """Nobody of the register, where the form has the ending of a plural or a noun’s case."""
    noun_nobody: float = 1.5
    """Nobody of the register, for a single word in a language whose nouns have capitals."""

    noun_place: float = 4
    """The same, for the name of a place."""
    noun_of_compounds: float = 50.0
    """The same, for a word with which many others begin."""
    noun_odds: float = 0.9
    """How much it counts whether the form keeps the company of nouns or of names (an exponent)."""
    compound_nobody: float = 1
    """Nobody of the register, for each longer word of the source that begins with the form (Haus, Hausherr)."""
    kin_nobody: float = 8
    """Nobody of the register, for a word of kinship in such a language."""

    listed_names: float = 0.049
    """How often a bearer is taken to be named for the square of the number of names that are listed."""
    at_least: float = 0.56
    """How often one is taken to be named who isn't."""
    own_form: float = 6
    """From how many occurrences on a form counts less and less for how often its bearer is named."""
    itself: float = 0.3
    """The share in which a form counts for how often those are named whom it may mean."""
    habit: float = 1.6
    """How much more than its share the bearer who is named most gets of a shared form."""
    near: float = 0.73
    """Named beyond doubt in the same entry (less with the distance, in entries) …"""
    reach: float = 3
    """… which counts for so many entries."""
    latest: float = 6.0
    """The one of a form's bearers who is named last in the entry, before this, by a fuller form."""
    office: float = 4
    """The title is that of an office held at the time."""
    company: float = 1
    """How much it counts who else is named in the entry (an exponent)."""
    dead: float = 0.3
    """The person had died."""
    learned: float = 1.5
    """How much it counts what editors decided of the form (an exponent)."""


WEIGHTS = Weights()
