"""An edition while it is worked on: built when a file changes, shown by a server on this machine alone."""
