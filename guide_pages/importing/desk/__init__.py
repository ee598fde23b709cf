"""The reading desk: what an editor brings in is kept as lines, and made only when they say so."""
