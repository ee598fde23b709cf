#!/usr/bin/env python3
"""Says in one line what keeps `make run` or `make test` from working, before anything is made.

Runs on any Python 3, since it is there to tell that one is too old. Usage: preflight.py [--port PORT]
"""

import socket
import sys

OLDEST = (3, 11)


def complaint(arguments):
    """Returns what is wrong with this machine, or None."""
    version = ".".join(str(part) for part in sys.version_info[:3])
    if sys.version_info < OLDEST:
        return (
            "Guidepost needs Python 3.11 or newer and found %s (%s). If a newer one is installed, name it: "
            "make run PYTHON=/path/to/python3.12" % (version, sys.executable)
        )
    try:
        import ensurepip
        import venv
    except ImportError:
        return "Python %s is here without what makes a virtual environment: apt-get install python3-venv" % version
    if arguments[:1] == ["--port"]:
        return port_complaint(arguments[1])
    return None


def port_complaint(text):
    """Returns what keeps a server from the port, or None."""
    if not text.isdigit() or not 0 < int(text) < 65536:
        return "PORT=%s is not a port: it is a number from 1 to 65535." % text
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(("127.0.0.1", int(text)))
    except OSError as error:
        return "Port %s cannot be used (%s). Choose another: make run PORT=8123" % (text, str(error.strerror).lower())
    finally:
        listener.close()
    return None


if __name__ == "__main__":
    sys.exit(complaint(sys.argv[1:]))
