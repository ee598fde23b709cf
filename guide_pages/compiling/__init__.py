"""A guide page's fields → a typed document with symbolic references. Reads only; knows no signal and no request."""
