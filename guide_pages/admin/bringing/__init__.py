"""Articles on their way into guides: what is chosen, the reading desk, drafts of many, and all of it undone."""
