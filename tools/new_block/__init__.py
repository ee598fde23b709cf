"""Begins a new block: its block, node, template and test, all found from one name, and the lines that register it."""
