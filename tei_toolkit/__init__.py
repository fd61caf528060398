"""TEI Toolkit: diary transcripts into TEI-XML that editors trust, and editions that people read.

The verbs of the command line are functions here: ``convert``, ``annotate``, ``validate``, ``transform``, ``build``.
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tei_toolkit.annotate import annotate as annotate
    from tei_toolkit.pipeline import convert as convert
    from tei_toolkit.publish.build import build as build
    from tei_toolkit.transform import transform as transform
    from tei_toolkit.validate import validate as validate

__version__ = "0.1.0"

_VERBS = {
    "convert": "tei_toolkit.pipeline",
    "annotate": "tei_toolkit.annotate",
    "validate": "tei_toolkit.validate",
    "transform": "tei_toolkit.transform",
    "build": "tei_toolkit.publish.build",
}


class _Verb:
    """A verb, imported when it is first asked for: `tei --help` shall not wait for SaxonC.

    Two verbs bear the name of the stage that does the work. Importing the stage must not put the package in
    the verb's place, so setting is let pass without effect.
    """

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, module: object, owner: type | None = None) -> Any:
        return getattr(importlib.import_module(_VERBS[self._name]), self._name)

    def __set__(self, module: object, value: object) -> None:
        return


class _Toolkit(ModuleType):
    convert = _Verb()
    annotate = _Verb()
    validate = _Verb()
    transform = _Verb()
    build = _Verb()


sys.modules[__name__].__class__ = _Toolkit
