"""``tei serve``: an edition in the browser while it is worked on."""

from __future__ import annotations

import threading
from pathlib import Path

import click

from tei_toolkit.cli.options import common_options, voice
from tei_toolkit.preview.rebuilding import build_on_change
from tei_toolkit.preview.server import make_server
from tei_toolkit.preview.state import State
from tei_toolkit.publish.edition_files import read_edition_of


@click.command()
@click.argument("edition", type=click.Path(path_type=Path), default=Path())
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one.")
@common_options
def command(edition: Path, port: int) -> int:
    """Build the site of the edition in the folder EDITION (by default this one), and show it on this machine.

    When a file changes, what is made of it is built again, and pages that are open show it. What goes wrong stands
    over the page. End it with Ctrl-C.
    """
    read_edition_of(edition)
    state, end = State(), threading.Event()
    server = make_server(edition, port, state)
    speak, host = voice(), f"http://127.0.0.1:{server.server_address[1]}/"
    click.echo(f"The edition is shown at {host} (Ctrl-C ends this).")

    def said(state: State) -> None:
        news = state.news
        for line in (news.error, *news.findings):
            if line:
                click.echo(line, err=True)
        if news.made:
            speak.say(f"Made anew: {', '.join(news.made[:5])}{' …' if len(news.made) > 5 else ''}")

    builder = threading.Thread(target=build_on_change, args=(edition, state, end, said), daemon=True)
    builder.start()
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        click.echo("")
        return 0
    finally:
        end.set()
        server.server_close()
    return 0
