"""Schematron (ISO/IEC 19757-3): rules that are written as XPath, run by XSLT.

A schema is read with all that it includes (``reading``), checked (``checking``), turned into a stylesheet by
``xslt/schematron`` (``compiling``, which keeps it for the next process), and run over documents (``running``).
"""
