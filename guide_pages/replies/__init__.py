"""What readers leave under a guide, before anybody has decided about it: form, tokens, limits, words.

Both doors, the form under a guide and the API, lead to `receiving.receive`. Knows nothing of what is decided.
"""
