import numpy as np
import pytest

from app.meaning.encoder import DIMENSIONS
from app.meaning.vector_index import VectorIndex


def vector(*parts: int) -> bytes:
    made = np.zeros(DIMENSIONS, np.int8)
    made[: len(parts)] = parts
    return bytes(made.tobytes())


INDEX = VectorIndex().changed((), [("north", vector(0, 100)), ("east", vector(100, 0)), ("northeast", vector(70, 70))])


def test_the_nearest_come_first_and_ties_by_id() -> None:
    assert INDEX.nearest(vector(10, 100), 3) == ["north", "northeast", "east"]
    assert INDEX.nearest(vector(10, 100), 2) == ["north", "northeast"]
    assert INDEX.nearest(vector(90, 90), 3) == ["northeast", "east", "north"]


def test_an_empty_index_has_nothing_near() -> None:
    assert VectorIndex().nearest(vector(1), 5) == INDEX.nearest(vector(1), 0) == []
    assert VectorIndex().likeness(vector(1), ["north"]) == {}


def test_likeness_is_the_cosine_of_those_that_are_known() -> None:
    found = INDEX.likeness(vector(100), ["east", "northeast", "unknown"])
    assert found == {"east": pytest.approx(1.0), "northeast": pytest.approx(0.7071, abs=1e-4)}
    assert INDEX.likeness(vector(), ["east"]) == {"east": 0.0}


def test_a_change_leaves_the_index_before_it_as_it_was() -> None:
    after = INDEX.changed(["north"], [("east", vector(0, 0, 100)), ("up", vector(0, 0, 90))])
    assert len(INDEX) == len(after) == 3
    assert after.nearest(vector(0, 0, 1), 5) == ["east", "up", "northeast"]
    assert INDEX.nearest(vector(100), 1) == ["east"]
    assert len(after.changed(["east", "up", "northeast"], [])) == 0


def test_more_rows_than_are_compared_at_a_time_are_all_compared() -> None:
    many = VectorIndex().changed((), [(f"id_{number:05}", vector(100, number % 50)) for number in range(5000)])
    found = many.nearest(vector(100, 49), 100)
    assert found == [f"id_{number:05}" for number in range(49, 5000, 50)]
