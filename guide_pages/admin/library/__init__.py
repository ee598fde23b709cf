"""What guides share, as editors keep it: what uses it, before it is published and before it is deleted."""
