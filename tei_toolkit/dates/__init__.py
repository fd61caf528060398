"""Dates as they are written: the words for them in many languages, the phrases, and what they mean."""
