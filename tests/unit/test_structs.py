"""What every value, use case and adapter is made of."""

from typing import Any

import pytest

from shared.structs import Hidden, Struct, replace


class Point(Struct):
    x: int
    y: int = 0


class Key(Hidden):
    word: str


def test_nobody_changes_a_struct() -> None:
    """It stays as it was made; `replace` makes another one."""
    point: Any = Point(x=1)
    with pytest.raises(AttributeError):
        point.x = 2
    assert replace(point, x=2) == Point(x=2)
    assert point == Point(x=1)


def test_fields_are_given_by_name() -> None:
    """None by its place, none that there is not, and each that has no default."""
    made: Any = Point
    with pytest.raises(TypeError):
        made(1)
    for given in ({}, {"x": 1, "z": 2}):
        with pytest.raises(TypeError):
            made(**given)
    with pytest.raises(TypeError):
        replace(made(x=1), z=2)


def test_what_is_hidden_does_not_show() -> None:
    """Neither by itself nor inside of something else, and it is compared by what it holds."""
    assert "secret" not in f"{Key(word='secret')} {[Key(word='secret')]!r}"
    assert Key(word="a") != Key(word="b")
