"""The command line: a table of commands, each in a module of its own, and the one place for exit codes."""

from __future__ import annotations

import importlib
import sys

import click

from tei_toolkit import __version__
from tei_toolkit.errors import ToolkitError

COMMANDS = {
    "convert": "Convert transcripts to TEI.",
    "annotate": "Mark dates and names in TEI files.",
    "register": "The people and places: who is named, undecided, unknown.",
    "validate": "Say what is wrong with TEI files.",
    "explain": "Say what a finding means and how to cure it.",
    "transform": "Turn single TEI files into HTML, PDF or text.",
    "build": "Build the site and the book of an edition.",
    "serve": "Show an edition while it is worked on.",
}
"""A command ``x`` is the object ``command`` of the module ``tei_toolkit.cli.x``, imported when it is called:
the help shall not wait for SaxonC."""


class _Commands(click.Group):
    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"tei_toolkit.cli.{cmd_name}")
        command = module.command
        assert isinstance(command, click.Command)
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="tei")
def tei() -> None:
    """Diary transcripts into TEI-XML that editors trust, and editions that people read."""


def main() -> None:
    """Run the command line; exits with 0 (fine), 1 (findings) or 2 (wrong usage or unreadable input)."""
    try:
        sys.exit(tei.main(standalone_mode=False) or 0)
    except click.exceptions.NoArgsIsHelpError as shown:
        click.echo(shown.format_message())
        sys.exit(0)
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "tei"
        click.echo(f"tei: {error.format_message().rstrip('.')}; see {command} --help.", err=True)
        sys.exit(2)
    except click.ClickException as error:
        click.echo(f"tei: {error.format_message()}", err=True)
        sys.exit(2)
    except click.Abort:
        click.echo("tei: interrupted.", err=True)
        sys.exit(2)
    except ToolkitError as error:
        click.echo(f"tei: {error}", err=True)
        sys.exit(error.exit_code)
