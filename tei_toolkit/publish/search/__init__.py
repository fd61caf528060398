"""The search of a site: what can be found, and the index of it that Pagefind makes."""
