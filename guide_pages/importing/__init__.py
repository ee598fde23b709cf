"""Bring a document from elsewhere in as a draft guide.

A parser turns a document into an `Outline`; one builder turns an outline into a draft:
`source` reads the file, `parsers` chooses who understands it, `plain_text` is the first,
`builder` writes the page's body, `importer` is the way in, `report` says what was done.
Knows nothing of HTTP.
"""
