"""Which model is used, and what is said when it cannot be."""

from __future__ import annotations

import json

import pytest
from index_samples import ITEMS, HashEmbedder, make_report

from index import Archive, SearchQuery
from index.build import refresh
from index.embedding import open_model
from ingest.errors import ModelError, RecipeMismatch, Words


@pytest.fixture
def opened(monkeypatch):
    """Names of the models asked for; each is a stand-in of its own."""
    names: list[str] = []

    def stand_in(name: str = "bundled") -> HashEmbedder:
        names.append(name)
        if name == "absent":
            raise ModelError(Words("沒有。", "None."), Words("請安裝。", "Install it."))
        return HashEmbedder(name, 32)

    monkeypatch.setattr("index.embedding.open_model", stand_in)
    monkeypatch.delenv("YIDA_MODEL", raising=False)
    return names


def filled(path, **more) -> Archive:
    archive = Archive.open(path, create=True, **more)
    archive.add(make_report("aaaa1111", ITEMS), ())
    refresh(archive)
    return archive


def test_the_archive_remembers_its_model(tmp_path, opened, monkeypatch) -> None:
    monkeypatch.setenv("YIDA_MODEL", "/models/other")
    filled(tmp_path).close()
    monkeypatch.delenv("YIDA_MODEL")
    with Archive.open(tmp_path) as archive:
        assert "meaning" in archive.search(SearchQuery("地震"))[0].legs
    assert opened == ["/models/other"] * 2


def test_another_setting_is_refused_until_the_next_build(tmp_path, opened, monkeypatch) -> None:
    filled(tmp_path).close()
    monkeypatch.setenv("YIDA_MODEL", "second")
    with Archive.open(tmp_path) as archive:
        with pytest.raises(RecipeMismatch) as caught:
            archive.search(SearchQuery("地震"))
        assert "bundled" in str(caught.value)
        assert "second" in str(caught.value)
        assert refresh(archive) == 4
        assert archive.search(SearchQuery("地震"))


def test_none_means_words_alone(tmp_path, opened, monkeypatch) -> None:
    monkeypatch.setenv("YIDA_MODEL", "none")
    archive = filled(tmp_path)
    assert archive.search(SearchQuery("地震"))[0].legs == ("words",)
    assert archive.related_terms("地震") == ()
    assert archive.embed(["地震"]) is None
    assert opened == []


def test_a_missing_bundled_model_leaves_a_notice(tmp_path, monkeypatch) -> None:
    def missing(name: str) -> HashEmbedder:
        raise ModelError(Words("沒有模型。", "No model."), Words("請指定。", "Name one."))

    monkeypatch.setattr("index.embedding.open_model", missing)
    monkeypatch.delenv("YIDA_MODEL", raising=False)
    archive = filled(tmp_path)
    assert archive.search(SearchQuery("地震"))[0].legs == ("words",)
    assert archive.notices[0].en == "No model. Name one."


def test_a_missing_model_that_was_named_is_an_error(tmp_path, opened, monkeypatch) -> None:
    monkeypatch.setenv("YIDA_MODEL", "absent")
    with pytest.raises(ModelError):
        filled(tmp_path)


def write(folder, name: str, value: object) -> None:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({}, "code of its own"),
        ({"modules.json": [{"type": "evil.Module"}]}, "code of its own"),
        ({"modules.json": [{"type": "sentence_transformers.models.Transformer"}],
          "config.json": {"auto_map": {}}}, "code of its own"),
        ({"modules.json": [{"type": "sentence_transformers.models.Transformer"}]}, "safetensors"),
        ({"modules.json": [{"type": "sentence_transformers.models.Transformer"}], "model.safetensors": "",
          "pytorch_model.bin": ""}, "safetensors"),
        ({"modules.json": "not json"}, "code of its own"),
        ({"modules.json": [{"type": "sentence_transformers.models.Transformer"}], "model.safetensors": "",
          "modeling.py": ""}, "code of its own"),
        ({"modules.json": [{"type": "sentence_transformers.models.Transformer"}], "0_Transformer/config.json":
          {"auto_map": {"AutoModel": "modeling.Evil"}}}, "code of its own"),
    ],
)  # fmt: skip
def test_folders_with_code_or_pickles_are_refused(tmp_path, files, words) -> None:
    for name, value in files.items():
        write(tmp_path, name, value)
    with pytest.raises(ModelError) as caught:
        open_model(str(tmp_path))
    assert words in caught.value.message("en")


def test_a_model_that_is_not_here_is_named(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("HF_HOME", str(tmp_path))
    with pytest.raises(ModelError) as caught:
        open_model("nobody/no-such-model")
    assert "nobody/no-such-model" in str(caught.value)
