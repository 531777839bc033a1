"""Translations: take texts out into PO files, look at them, put them back."""
