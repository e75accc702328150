"""One digest of several files."""

import hashlib

from midcert.results.digests import digest

FILES = [("a", b"1\n"), ("b", b"2")]


def test_it_is_sha_256_over_names_lengths_and_contents() -> None:
    assert digest(FILES) == hashlib.sha256(b"a\n2\n1\nb\n1\n2").hexdigest()


def test_files_that_are_moved_renamed_or_cut_otherwise_are_others() -> None:
    others = [
        FILES[::-1],
        [("a", b"1\nb\n1\n2")],
        [("a", b"2"), ("b", b"1\n")],
        [("c", b"1\n"), ("b", b"2")],
        FILES[:1],
    ]
    assert len({digest(FILES), *map(digest, others)}) == len(others) + 1
