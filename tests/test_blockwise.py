"""Results kept block by block: the same as without, and each block asked for once."""

from __future__ import annotations

from pathlib import Path

from press.blockwise import Memo, blockwise, keeping, recalled, stamp

CALLS: list[list[object]] = []


@blockwise
def doubled(blocks, times=2):
    CALLS.append(list(blocks))
    return [[block] * times for block in blocks]


def reset() -> None:
    CALLS.clear()


def test_without_a_memo_it_is_the_function_itself():
    reset()
    assert doubled([{"a": 1}]) == doubled([{"a": 1}]) == [[{"a": 1}, {"a": 1}]]
    assert len(CALLS) == 2


def test_only_new_blocks_are_asked_for():
    reset()
    with keeping(Memo()):
        first = doubled([{"a": 1}, {"b": 2}], 2)
        again = doubled([{"b": 2}, {"c": 3}, {"a": 1}], 2)
    assert again == [first[1], [{"c": 3}, {"c": 3}], first[0]]
    assert CALLS == [[{"a": 1}, {"b": 2}], [{"c": 3}]]


def test_a_block_that_stands_twice_is_asked_for_once():
    reset()
    with keeping(Memo()):
        assert doubled(["a", "a"], 2) == [["a", "a"], ["a", "a"]]
    assert CALLS == [["a"]]


def test_other_arguments_have_results_of_their_own():
    with keeping(Memo()):
        assert [doubled(["a"], n) for n in (1, 2, 1)] == [[["a"]], [["a", "a"]], [["a"]]]


def test_what_is_not_asked_for_is_forgotten_after_two_turns():
    kept = Memo()
    with keeping(kept):
        doubled(["a"], 2)
        kept.turn()
        doubled(["b"], 2)
        kept.turn()
        reset()
        doubled(["b"], 2)
        assert CALLS == []
        doubled(["a"], 2)
        assert CALLS == [["a"]]


def test_a_number_is_not_a_boolean():
    with keeping(Memo()):
        assert doubled([True, 1, 1.0], 1) == [[True], [1], [1.0]]
        assert [type(row[0]) for row in doubled([True, 1, 1.0], 1)] == [bool, int, float]


def test_tuples_tell_by_all_their_members():
    block = {"a": 1}
    with keeping(Memo()):
        assert doubled([(block, 1), (block, 2)], 1) == [[(block, 1)], [(block, 2)]]


def test_a_call_is_recalled_as_long_as_its_stamp_is_the_same(tmp_path: Path):
    path = tmp_path / "a"
    path.write_text("1")
    with keeping(Memo()):
        assert recalled(Path.read_text, path, stamp=stamp(path)) == "1"
        path.write_text("22")
        assert recalled(Path.read_text, path, stamp=stamp(path)) == "22"
    assert stamp(tmp_path / "absent") == stamp(None) == ()
