"""From an edition folder to what its readers get: the site and the book."""
