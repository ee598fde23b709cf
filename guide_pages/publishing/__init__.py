"""The one way in: a page's row → edition, delivery or tombstone, and what follows it. Knows nothing of HTTP."""
