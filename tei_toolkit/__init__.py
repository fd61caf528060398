"""TEI Toolkit: diary transcripts into TEI-XML that editors trust, and editions that people read.

The verbs of the command line are functions here: ``convert``, ``validate``, ``transform``, ``build``.
"""

from __future__ import annotations

import importlib
from typing import Any

__version__ = "0.1.0"

_VERBS = {
    "convert": "tei_toolkit.pipeline",
    "validate": "tei_toolkit.validate",
    "transform": "tei_toolkit.transform",
    "build": "tei_toolkit.publish.build",
}


def __getattr__(name: str) -> Any:
    """Import a verb's module when the verb is first asked for: `tei --help` shall not wait for SaxonC."""
    if name in _VERBS:
        return getattr(importlib.import_module(_VERBS[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
