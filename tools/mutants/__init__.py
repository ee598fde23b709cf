"""Mutation testing: small faults are put into a module, one at a time, and its tests have to notice each.

Why not mutmut or cosmic-ray: docs/testing.md says what each of them did here.
"""
