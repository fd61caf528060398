"""Encoding: marked entries become TEI documents, and the proof that nothing was lost."""
