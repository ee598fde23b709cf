"""How readers ask: SQL written once, which site is asked, what the public may see. Knows nothing else of ours."""
