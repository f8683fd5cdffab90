"""Does a function remember, for its time and by its arguments?"""

from core.remembering import forget_all, remembered


def test_a_result_is_remembered_by_its_arguments_until_it_is_forgotten() -> None:
    calls: list[str] = []

    @remembered(seconds=60)
    def shout(word: str) -> str:
        calls.append(word)
        return word.upper()

    assert [shout("a"), shout("a"), shout("b")] == ["A", "A", "B"]
    assert calls == ["a", "b"]
    forget_all()
    assert shout("a") == "A"
    assert calls == ["a", "b", "a"]


def test_a_result_is_asked_for_again_when_its_time_is_over() -> None:
    calls: list[int] = []

    @remembered(seconds=0)
    def count() -> int:
        calls.append(1)
        return len(calls)

    assert [count(), count()] == [1, 2]
