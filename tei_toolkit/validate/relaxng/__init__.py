"""RELAX NG, by memoised derivatives over hash-consed patterns, in Python.

Of the specification (https://relaxng.org/spec-20011203.html) the XML syntax is read, without ``include``
and ``externalRef``; ID and IDREF are checked elsewhere.
"""
