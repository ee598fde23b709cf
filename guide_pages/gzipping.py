"""Gzip bodies that are put together from parts compressed before: a copy of bytes, not a compression.

Deflate data is a row of blocks (RFC 1951). A part that ends on a byte's boundary, and not with the last block, can be
followed by any other; what is left to compute is the check sum of the whole, from those of the parts (RFC 1952).
"""

from __future__ import annotations

import struct
import zlib
from functools import lru_cache

HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"  # no name, no time: the same words are the same bytes
_LAST_BLOCK = b"\x03\x00"
_TRAILER = struct.Struct("<II")  # CRC-32 and size
_STORED = struct.Struct("<BHH")
_MAX_STORED = 0xFFFF
_WORD = 0xFFFFFFFF


def gzipped(body: bytes) -> bytes:
    """Compress as far as gzip can, into a form that `Gzip` can take in."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS, 9)
    blocks = deflate.compress(body) + deflate.flush(zlib.Z_SYNC_FLUSH)
    return HEADER + blocks + _LAST_BLOCK + _TRAILER.pack(zlib.crc32(body), len(body) & _WORD)


class Plain:
    """A body that is put together without compression."""

    coding = ""

    def begin(self) -> bytes:
        return b""

    def raw(self, part: bytes) -> bytes:
        return part

    def stored(self, part: bytes) -> bytes:
        return part

    def end(self) -> bytes:
        return b""


class Gzip(Plain):
    """A gzip body that is put together from parts."""

    coding = "gzip"

    def __init__(self) -> None:
        self._crc = 0
        self._size = 0

    def begin(self) -> bytes:
        return HEADER

    def raw(self, part: bytes) -> bytes:
        """Return the blocks for a few bytes, as they are."""
        self._crc = zlib.crc32(part, self._crc)
        self._size += len(part)
        if len(part) <= 1:
            return _short(part)
        pieces = (part[at : at + _MAX_STORED] for at in range(0, len(part), _MAX_STORED))
        return b"".join(_block(piece) for piece in pieces)

    def stored(self, part: bytes) -> bytes:
        """Return the blocks of a part made by `gzipped`."""
        crc, size = _TRAILER.unpack(part[-_TRAILER.size :])
        self._crc = _followed(self._crc, size) ^ _zeros(size) ^ crc  # a check sum is linear
        self._size += size
        return part[len(HEADER) : -len(_LAST_BLOCK) - _TRAILER.size]

    def end(self) -> bytes:
        """Return the bytes that close the body."""
        return _LAST_BLOCK + _TRAILER.pack(self._crc, self._size & _WORD)


def _block(piece: bytes) -> bytes:
    """Return a block that holds up to 65,535 bytes as they are (RFC 1951, 3.2.4)."""
    return _STORED.pack(0, len(piece), len(piece) ^ _MAX_STORED) + piece


@lru_cache(maxsize=256)
def _short(part: bytes) -> bytes:
    """Return the same as `_block`, kept: for what stands between items again and again."""
    return _block(part) if part else b""


_FEW = 1 << 14
_NOTHING = memoryview(bytes(_FEW))
#: CRC-32's polynomial, its lowest power in the highest bit (RFC 1952, 8).
_POLYNOMIAL = 0xEDB88320


def _followed(crc: int, size: int) -> int:
    """Return the check sum of what has the sum `crc`, followed by so many zeros. Takes as many steps as `crc` has bits.

    As in zlib's own `crc32_combine`, which Python does not have. To add up a few zeros is quicker.
    """
    if size <= _FEW:
        return zlib.crc32(_NOTHING[:size], crc)
    return _product(crc ^ _WORD, _power(size)) ^ _WORD


def _product(one: int, other: int) -> int:
    """Return the product of two polynomials, modulo that of CRC-32."""
    product = 0
    while one:
        if one & 0x80000000:
            product ^= other
        one = (one << 1) & _WORD
        other = other >> 1 ^ _POLYNOMIAL if other & 1 else other >> 1
    return product


@lru_cache(maxsize=4096)
def _power(size: int) -> int:
    """Return what a check sum is multiplied by when so many bytes follow: x to the eighth for each."""
    power, square = 0x80000000, 0x00800000  # x^0 and x^8
    while size:
        if size & 1:
            power = _product(power, square)
        square = _product(square, square)
        size >>= 1
    return power


@lru_cache(maxsize=4096)
def _zeros(size: int) -> int:
    """Return the check sum of so many zeros."""
    return _followed(0, size)
