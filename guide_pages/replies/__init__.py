"""Replies under a guide: readers write them, moderators decide, and what is approved becomes part of the page.

Both doors, the form under a guide and the API, lead to `receiving.receive`; what is decided goes through `moderating`.
"""
