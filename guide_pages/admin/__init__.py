"""What editors and moderators meet beside the form of a guide: editions, drafts for apps, replies, reports.

Knows nothing of the API and of commands.
"""
