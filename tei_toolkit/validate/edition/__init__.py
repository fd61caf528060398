"""The edition as a whole: what no single document shows, said of all TEI files and registers of an edition folder.

Each document is surveyed once (``survey``), which may be done in other processes; the rules look at the surveys
only, and bytes are read again for the documents of which there is something to say (``placing``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from tei_toolkit.findings import Finding
from tei_toolkit.validate.edition.chronology import days_without_entry, entries_out_of_order
from tei_toolkit.validate.edition.completeness import empty_elements, notes_without_anchor
from tei_toolkit.validate.edition.ids import entries_of_one_id, ids_in_several_files
from tei_toolkit.validate.edition.images import images_nobody_sees, images_that_are_missing, images_too_many
from tei_toolkit.validate.edition.lifetimes import deaths_before_births, named_before_birth, named_only_after_death
from tei_toolkit.validate.edition.model import Noticed, Survey
from tei_toolkit.validate.edition.pages import page_numbers
from tei_toolkit.validate.edition.parallel import entries_without_partner, paragraphs_without_partner
from tei_toolkit.validate.edition.placing import place
from tei_toolkit.validate.edition.references import dangling_references, undeclared_schemes
from tei_toolkit.validate.edition.registers import (
    ids_of_two_items,
    items_nobody_names,
    items_of_one_number,
    persons_of_one_name,
)
from tei_toolkit.validate.edition.survey import survey
from tei_toolkit.validate.edition.typography import mixed_quotation_marks, straight_signs
from tei_toolkit.validate.edition.view import EditionView
from tei_toolkit.validate.edition.written_dates import (
    dates_of_another_day,
    entries_of_two_days,
    headings_of_another_day,
)

__all__ = ["RULES", "EditionView", "Survey", "findings_of_edition", "survey"]

Rule = Callable[[EditionView], Iterable[Noticed]]

RULES: tuple[Rule, ...] = (
    dangling_references,
    undeclared_schemes,
    entries_of_one_id,
    ids_in_several_files,
    ids_of_two_items,
    items_nobody_names,
    items_of_one_number,
    persons_of_one_name,
    deaths_before_births,
    named_before_birth,
    named_only_after_death,
    entries_out_of_order,
    entries_of_two_days,
    headings_of_another_day,
    dates_of_another_day,
    days_without_entry,
    page_numbers,
    images_that_are_missing,
    images_nobody_sees,
    images_too_many,
    notes_without_anchor,
    empty_elements,
    straight_signs,
    mixed_quotation_marks,
    entries_without_partner,
    paragraphs_without_partner,
)
"""Every rule of the edition. Each is a function of the view alone, so their order says nothing."""


def findings_of_edition(view: EditionView, read: Callable[[str], bytes]) -> list[Finding]:
    """What the rules have to say, by file and place.

    ``read`` gives the bytes of a document by its path, relative to the edition folder as all paths of the view and
    of the findings are.
    """
    return place((noticed for rule in RULES for noticed in rule(view)), read)
