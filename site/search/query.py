"""Making a reader's words safe to search for."""

MAX_LENGTH = 200  # characters; a longer query is cut


def cleaned(words: str) -> str:
    """Returns the words with single spaces and without what the databases' search raises on; may be empty.

    SQLite's FTS5 raises on a quotation mark, a NUL and a lone space; PostgreSQL on a NUL.
    """
    without = words[: MAX_LENGTH * 2].replace("\x00", " ").replace('"', " ")
    return " ".join(without.split())[:MAX_LENGTH].strip()
