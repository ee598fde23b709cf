"""The demonstration content: two guides, the people who sign them, and their illustrations."""
