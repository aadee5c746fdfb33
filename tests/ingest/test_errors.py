import inspect
import pickle

import pytest

from ingest import errors
from ingest.errors import Words, YidaError

EVERY = [one for _, one in inspect.getmembers(errors, inspect.isclass) if issubclass(one, YidaError)]


@pytest.mark.parametrize("kind", EVERY, ids=lambda kind: kind.__name__)
def test_errors_say_what_where_and_what_to_do(kind: type[YidaError]) -> None:
    error = kind(Words("檔案是空的。", "The file is empty."), Words("請換一個檔案。", "Choose another file."), "a.pdf")
    assert error.message("zh") == "a.pdf: 檔案是空的。請換一個檔案。"
    assert error.message("en") == "a.pdf: The file is empty. Choose another file."
    assert str(error) == error.message("zh")


@pytest.mark.parametrize("kind", EVERY, ids=lambda kind: kind.__name__)
def test_errors_cross_a_process_border_whole(kind: type[YidaError]) -> None:
    error = kind(Words("甲", "a"), Words("乙", "b"), "丙")
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is kind
    assert (again.what, again.remedy, again.where) == (error.what, error.remedy, error.where)


@pytest.mark.parametrize("kind", EVERY, ids=lambda kind: kind.__name__)
def test_errors_are_drawn_in_the_tree(kind: type[YidaError]) -> None:
    assert f"{kind.__name__}" in (errors.__doc__ or "")
    assert kind.__doc__
