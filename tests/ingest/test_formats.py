"""One report in many formats and page designs: the same outline and the same sentences from each."""

from __future__ import annotations

from pathlib import Path

import dress
import pytest

from ingest import Report, read_report, read_text

_ROOT = Path(__file__).parents[2]
_SHIPPED = (_ROOT / "tools" / "corpus" / "shifan-113-04.md", _ROOT / "tools" / "corpus" / "kaohsiung-113-11.md")
_SHARED = sorted((_ROOT.parent / "shared" / "reports").glob("*.md"))
_SOURCES = [*_SHIPPED, *(_SHARED or [_ROOT.parent / "shared" / "reports" / "missing.md"])]
_DESIGNS = (
    "built-in", "built-in-wide", "government", "letter-hanging", "justified", "two-columns", "photos-in-pairs", "drawn",
)  # fmt: skip


@pytest.fixture(scope="module", params=_SOURCES, ids=lambda path: path.stem)
def source(request: pytest.FixtureRequest) -> Path:
    if not request.param.exists():
        pytest.skip("the shared reports are not beside this checkout")
    return request.param


@pytest.fixture(scope="module")
def report(source: Path) -> Report:
    return read_text(source.read_text("utf-8"), source.name)


def _same(expected: Report, found: Report, *, own_marks: bool = False) -> None:
    """The same sections, blocks and sentences; ``own_marks``: brackets and dots may be of another width."""
    rows, others = dress.blocks(expected), dress.blocks(found)
    if own_marks:
        rows, others = dress.plain_marks(rows), dress.plain_marks(others)
    assert dress.differences(rows, others) == []
    assert dress.tree(expected) == dress.tree(found)
    if not own_marks:
        assert dress.sentences(expected) == dress.sentences(found)
    assert [photo.number for photo in expected.photos] == [photo.number for photo in found.photos]


def _read(data: bytes, name: str, folder: Path) -> Report:
    path = folder / name
    path.write_bytes(data)
    return read_report(path)


@pytest.mark.parametrize("name", _DESIGNS)
def test_pdf_of_every_design(name: str, report: Report, tmp_path: Path) -> None:
    designs = {design.name: design for design in dress.layouts(dress.installed_fonts())}
    if name not in designs:
        pytest.skip(
            "no TrueType font with Chinese here (Debian: fonts-arphic-uming, fonts-cns11643-kai, fonts-wqy-zenhei)"
        )
    found = _read(dress.pdf(report, designs[name]), "a.pdf", tmp_path)
    _same(report, found)
    assert len(found.pages) >= 2
    assert all(page.quality == 1.0 for page in found.pages)
    if "{page}" in designs[name].foot:
        prefix = "行國-" if "行國" in designs[name].foot else ""
        assert [page.label for page in found.pages] == [f"{prefix}{page.number}" for page in found.pages]


def test_sentences_go_on_over_pages(report: Report, tmp_path: Path) -> None:
    design = dress.layouts(dress.installed_fonts())[0]
    found = _read(dress.pdf(report, design), "a.pdf", tmp_path)
    turns = {page.start for page in found.pages[1:]}
    inside = [block for block in found.blocks if any(block.start < turn < block.end for turn in turns)]
    assert inside
    for block in inside:
        last = max(turn for turn in turns if block.start < turn < block.end)
        assert found.page_at(last - 1) < found.page_at(last)


@pytest.mark.parametrize("automatic", [False, True], ids=["numbers written", "numbers automatic"])
@pytest.mark.parametrize("kind", ["docx", "odt", "html"])
def test_documents(kind: str, automatic: bool, report: Report, tmp_path: Path) -> None:
    found = _read(getattr(dress, kind)(report, automatic=automatic), f"a.{kind}", tmp_path)
    _same(report, found, own_marks=automatic)


def test_big5_text(source: Path, tmp_path: Path) -> None:
    text = source.read_text("utf-8")
    found = _read(dress.big5(text), "a.md", tmp_path)
    _same(read_text(dress.in_big5(text), "a.md"), found)
    assert any("cp950" in warning for warning in found.warnings)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030"])
def test_text_in_other_encodings(encoding: str, source: Path, report: Report, tmp_path: Path) -> None:
    _same(report, _read(source.read_text("utf-8").encode(encoding), "a.md", tmp_path))
