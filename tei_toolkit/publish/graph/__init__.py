"""What is stale: which files were read, what was made of them, and how the new takes the place of the old."""
