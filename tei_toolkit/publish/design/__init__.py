"""The looks that an edition gives its site: colours, typefaces, logo, and a style sheet of its own."""
