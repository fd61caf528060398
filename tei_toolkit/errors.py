"""The errors that mean "cannot go on". What is noticed in the data is a finding, not an error."""

from __future__ import annotations


class ToolkitError(Exception):
    """Something a command cannot go on with.

    Its text is one sentence that an editor understands: the file (with line and column where there are
    any), what is wrong, and what to do. The command line prints it and exits with ``exit_code``.
    """

    exit_code = 2


class UnreadableInput(ToolkitError):
    """A file that is missing, not what it should be, or unsafe to read."""


class WrongUsage(ToolkitError):
    """A command was given arguments that do not go together."""


class NotConserved(ToolkitError):
    """A conversion would have lost or invented text; nothing was written (DESIGN: the first law)."""


class StylesheetError(ToolkitError):
    """A stylesheet does not compile, or stopped on a document."""


class NotCompiled(StylesheetError):
    """A stylesheet does not compile, so that nothing at all can be made with it."""
