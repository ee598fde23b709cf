"""The nodes that stand in a guide: a file for each type, of its name. Which there are is listed in `registry`."""
