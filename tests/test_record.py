"""The record of a batch: the latest line on each source, in memory only where it stands."""

import tracemalloc
from pathlib import Path

import pytest

from convert.batch import record
from convert.batch.outcome import Outcome, Output, Status
from convert.batch.record import Record
from convert.diagnostic import diagnose


def outcome(number: int, size: int = 1) -> Outcome:
    output = Output(f"{number}.md", "md", "0" * 64, size, "1" * 64)
    findings = tuple(diagnose("DC901", line, path="p" * 40, reason="r") for line in range(1, 21))
    return Outcome(f"{number}.txt", Status.UNCHANGED, (output,), findings)


def written(path: Path, numbers: range, run: int = 1, size: int = 1) -> Record:
    made = Record()
    made.write(path, record.header(run, {}))
    for number in numbers:
        made.add(outcome(number, size))
    return made


def test_it_reads_what_it_wrote(tmp_path: Path) -> None:
    path = tmp_path / "manifest-all.jsonl"
    made = written(path, range(9))
    assert [made.get(f"{number}.txt") for number in range(9)] == [outcome(number) for number in range(9)]
    made.add(outcome(4, size=2))
    made.forget("5.txt")
    made.write(path, record.header(7, {}))
    made.add(outcome(9))
    again = Record()
    again.take_in(path, copied=False)
    for found in (made, again):
        assert found.sources() == [f"{number}.txt" for number in (0, 1, 2, 3, 4, 6, 7, 8, 9)]
        assert found.get("4.txt") == outcome(4, size=2)
        assert found.get("5.txt") is None
    assert record.run_of(path) == 7


def test_memory_holds_places_alone(tmp_path: Path) -> None:
    path = tmp_path / "manifest-all.jsonl"
    documents = range(2000)
    tracemalloc.start()
    try:
        made = written(path, documents)
        again = Record()
        again.take_in(path, copied=False)
        held = tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()
    assert len(made.sources()) == len(again.sources()) == len(documents)
    assert path.stat().st_size > 2000 * len(documents)
    assert held < 800 * len(documents), "both records, a place each"


def test_a_copied_file_may_be_replaced(tmp_path: Path) -> None:
    shard = tmp_path / "manifest-1-of-2.jsonl"
    written(shard, range(900))  # more than is kept without a temporary file
    assert shard.stat().st_size > 1 << 20
    found = Record()
    found.take_in(shard, copied=True)
    written(shard, range(5), size=2)
    assert found.get("899.txt") == outcome(899)
    found.write(tmp_path / "manifest-all.jsonl", record.header(0, {}))
    assert found.get("0.txt") == outcome(0)
    assert len(found.sources()) == 900


def test_a_line_cut_short_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "manifest-all.jsonl"
    written(path, range(3))
    path.write_bytes(path.read_bytes()[:-100])
    found = Record()
    found.take_in(path, copied=False)
    assert found.sources() == ["0.txt", "1.txt"]


def test_a_line_without_its_end_gets_one(tmp_path: Path) -> None:
    path = tmp_path / "manifest-all.jsonl"
    written(path, range(3))
    path.write_bytes(path.read_bytes()[:-1])
    found = Record()
    found.take_in(path, copied=False)
    found.write(path, record.header(0, {}))
    assert path.read_bytes().count(b"\n") == 4
    assert found.get("2.txt") == outcome(2)


def test_nothing_is_added_before_there_is_a_file() -> None:
    with pytest.raises(RuntimeError, match="one file"):
        Record().add(outcome(1))


def test_a_file_that_could_not_be_copied_is_known_to_be_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "manifest-1-of-2.jsonl"
    written(path, range(3))

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    found = Record()
    monkeypatch.setattr(found, "_copy", refuse)
    assert not found.take_in(path, copied=True)
    assert not Record().take_in(tmp_path / "none.jsonl", copied=False)
    assert Record().take_in(path, copied=False)
