"""The files that pictures are sent as, and today's addresses of what a guide names. Knows no block, no record."""
