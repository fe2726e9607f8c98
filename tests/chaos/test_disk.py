"""The disk that loses its power is held to its rules: what was synced is there, the rest may be."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from tests.chaos.disk import Disk, Put, Sync, recorded
from tests.chaos.kernel import calls

OLD = b"o" * 2048
NEW = b"n" * 1024


def disk(*did: Put | Sync) -> Disk:
    return Disk({"a": OLD, "b": OLD}, [each for each in did if isinstance(each, Put)],
                [each for each in did if isinstance(each, Sync)])  # fmt: skip


@pytest.mark.parametrize(("did", "kept"), [
    ([], OLD),
    ([Put(1, "a", 0, NEW)], OLD),
    ([Put(1, "a", 0, NEW), Sync(2, 3, "a")], NEW + OLD[1024:]),
    ([Put(1, "a", 0, NEW), Sync(2, 3, "b")], OLD),  # another file's
    ([Put(1, "a", 0, NEW), Sync(2, 9, "a")], OLD),  # it has not ended
    ([Put(1, "a", 0, NEW), Sync(0, 3, "a")], OLD),  # it had begun before
    ([Put(6, "a", 0, NEW), Sync(7, 8, "a")], OLD),  # after the cut
    ([Put(1, "a", 4096, b"x"), Sync(2, 3, "a")], OLD + bytes(2048) + b"x"),
    ([Put(1, "a", 512, None), Sync(2, 3, "a")], OLD[:512]),
    ([Put(1, "a", 0, NEW), Put(2, "a", 0, b"x"), Sync(3, 4, "a")], b"x" + NEW[1:] + OLD[1024:]),
])  # fmt: skip
def test_what_is_kept(did: list[Put | Sync], kept: bytes) -> None:
    assert disk(*did).at(5) == {"a": kept, "b": OLD}


def test_what_was_not_synced_may_be_there_by_whole_sectors() -> None:
    held = disk(Put(1, "a", 500, NEW))
    found = {held.at(5, Random(seed))["a"] for seed in range(100)}
    edges = [0, 500, 512, 1024, 1524, 2048]
    for one in found:
        assert len(one) <= 2048
        for start, end in zip(edges, edges[1:], strict=False):
            assert one[start:end] in (OLD[start:end].ljust(end - start, b"\0"),
                                      b"n" * (end - start))  # fmt: skip
        assert one[:500] == OLD[:500] and one[1524:] == OLD[1524:]
    assert len(found) == 8, "each of the three sectors, or not"


def test_a_length_that_was_not_synced_may_be_the_old_one() -> None:
    held = disk(Put(1, "a", 100, None))
    assert {len(held.at(5, Random(seed))["a"]) for seed in range(20)} == {100, 2048}


def test_the_kernels_account_is_read_to_the_byte(tmp_path: Path) -> None:
    file, other = tmp_path / "a", tmp_path / "b"
    told = "".join(f"\\x{byte:02x}" for byte in str(file).encode())
    (tmp_path / "trace.7").write_text(
        f'3.0 pwrite64(5<{told}>, "\\x6e\\x6e", 2, 1) = 2 <0.5>\n'
        f"4.0 fdatasync(5<{told}>) = 0 <0.25>\n"
        f"5.0 ftruncate(5<{told}>, 2) = 0 <0.1>\n"
        f'6.0 pwrite64(6<{told}\\x30>, "\\x6e", 1, 0) = 1 <0.5>\n'
        "7.0 recvfrom(9<\\x73>, 0x55944da8a0b0, 8192, 0, NULL, NULL) = -1 EAGAIN (no) <0.1>\n"
    )
    (tmp_path / "trace.8").write_text(f'1.0 pwrite64(5<{told}>, "\\x78", 1, 0) = 1 <0.5>\n')
    found = recorded({file: b"ooo", other: b""}, 2.0, calls(tmp_path))
    assert found.puts == [Put(3.0, "a", 1, b"nn"), Put(5.0, "a", 2, None)]
    assert found.syncs == [Sync(4.0, 4.25, "a")]
    assert found.at(4.5) == {"a": b"onn", "b": b""} and found.whole()["a"] == b"on"


def test_a_write_of_a_kind_that_nobody_knows_is_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "trace.7").write_text('3.0 pwritev(5</a>, [{iov_base="\\x6e"}], 1, 1) = 1 <0.5>\n')
    with pytest.raises(AssertionError, match="pwritev is not known"):
        recorded({Path("/a"): b""}, 2.0, calls(tmp_path))
    (tmp_path / "trace.7").write_text('3.0 pwrite64(5</a>, "\\x6e"..., 9, 1) = 9 <0.5>\n')
    with pytest.raises(AssertionError, match="not in the trace"):
        recorded({Path("/a"): b""}, 2.0, calls(tmp_path))
