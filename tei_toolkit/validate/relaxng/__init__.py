"""RELAX NG (https://relaxng.org/spec-20011203.html), in Python: schemas are read into hash-consed patterns, and
documents matched by derivatives that are remembered.

A schema goes through these modules, one after the other; each raises one sentence at what is not correct:

- :mod:`sources` reads its files, those in compact syntax through :mod:`compact`, and has :mod:`syntax` check them;
- :mod:`simplify` and :mod:`expand` bring it into the simple form (:mod:`simple`), with :mod:`nameclasses` for names
  and :mod:`datatypes` for values (XML Schema's in ``xsd_types``, ``xsd_dates`` and ``xsd_facets``);
- :mod:`restrictions` checks what a correct schema may not be, :mod:`ids` finds which attributes are ids;
- :mod:`grammar` makes :mod:`patterns` of it, which :mod:`derive` and :mod:`match` hold documents against.

Of DTD compatibility (https://relaxng.org/compatibility-20011203.html) ids and references to them are checked;
default values of attributes are annotations like any other.
"""
