"""``python -m tei_toolkit`` is ``tei``."""

from tei_toolkit.cli import main

main()
