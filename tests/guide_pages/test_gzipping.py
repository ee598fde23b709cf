"""Bodies that are put together from compressed parts are the parts, one after the other."""

from __future__ import annotations

import gzip
import zlib

from hypothesis import given
from hypothesis import strategies as st

from guide_pages.gzipping import Gzip, Plain, gzipped

# Short ones, repetitive ones, and some about as long as a stored block can be.
BODIES = st.one_of(
    st.binary(max_size=200),
    st.builds(lambda body, times: body * times, st.binary(min_size=1, max_size=20), st.integers(1, 9000)),
    st.builds(bytes, st.integers(65530, 65540)),
)
PARTS = st.lists(st.tuples(st.booleans(), BODIES), max_size=8)


def joined(body: Plain, parts: list[tuple[bool, bytes]]) -> bytes:
    compressed = gzipped if body.coding else bytes
    pieces = [body.stored(compressed(part)) if is_stored else body.raw(part) for is_stored, part in parts]
    return b"".join([body.begin(), *pieces, body.end()])


def decompressed(body: bytes) -> bytes:
    """As a strict client does: one member, whole, nothing after it, its check sum and size right."""
    inflate = zlib.decompressobj(16 + zlib.MAX_WBITS)
    words = inflate.decompress(body)
    assert inflate.eof
    assert inflate.unused_data == b""
    assert gzip.decompress(body) == words
    return words


@given(BODIES)
def test_what_is_stored_is_a_gzip_body_of_its_own(body: bytes) -> None:
    assert decompressed(gzipped(body)) == body


@given(PARTS)
def test_parts_that_are_joined_are_their_words_one_after_the_other(parts: list[tuple[bool, bytes]]) -> None:
    words = b"".join(part for _, part in parts)
    assert decompressed(joined(Gzip(), parts)) == words
    assert joined(Plain(), parts) == words


@given(PARTS)
def test_the_same_parts_are_the_same_bytes(parts: list[tuple[bool, bytes]]) -> None:
    assert joined(Gzip(), parts) == joined(Gzip(), parts)


def test_a_part_of_megabytes_keeps_the_check_sum_right() -> None:
    parts = [(True, bytes(5_000_000)), (False, b"between" * 20_000), (True, b"end")]
    assert decompressed(joined(Gzip(), parts)) == b"".join(part for _, part in parts)


def test_joining_compresses_nothing_anew() -> None:
    stored = gzipped(b"words " * 1000)
    assert stored[10:-10] in joined(Gzip(), [(False, b"["), (True, b"words " * 1000), (False, b"]")])
