"""Files handed in: safe names, one fate for each, nothing left behind."""

from __future__ import annotations

from pathlib import Path

import pytest
from answer_samples import TEXT

from assistant.assistant import Assistant
from assistant.originals import is_pdf, original_of, places
from assistant.uploads import MOST_FILES, Upload, forget, safe_name, take

CORPUS = Path(__file__).parents[2] / "corpus"


@pytest.fixture
def assistant(tmp_path, monkeypatch):
    monkeypatch.setenv("YIDA_MODEL", "none")
    with Assistant.open(tmp_path / "A", create=True) as opened:
        yield opened


def _upload(tmp_path, name: str, text: str) -> Upload:
    path = tmp_path / f"upload-{len(list(tmp_path.iterdir()))}"
    path.write_text(text, encoding="utf-8")
    return Upload(path, name)


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("報告.pdf", "報告.pdf"),
        ("../../etc/passwd", "passwd"),
        ("/absolute/x.md", "x.md"),
        ("C:\\Users\\a\\x.docx", "x.docx"),
        ("\\\\host\\share\\x.odt", "x.odt"),
        ("CON", "report-CON"),
        ("nul.pdf", "report-nul.pdf"),
        ("a\x00b.pdf", "ab.pdf"),
        ("fdp\u202eexe.pdf", "fdpexe.pdf"),
        ("a\x1b[31m.md", "a[31m.md"),
        ("-rf.md", "rf.md"),
        ("...", "report"),
        ("", "report"),
        ("%2e%2e%2fx.pdf", "_2e_2e_2fx.pdf"),
        ("a?b*.txt", "a_b_.txt"),
    ],
)
def test_uploads_give_safe_names(given, wanted) -> None:
    assert safe_name(given) == wanted


def test_uploads_shorten_long_names() -> None:
    made = safe_name("長" * 400 + ".pdf")
    assert made.endswith(".pdf")
    assert len(made.encode()) <= 190


def test_uploads_tell_how_each_file_stands(assistant, tmp_path) -> None:
    steps = list(take(assistant, [_upload(tmp_path, "好.md", TEXT), _upload(tmp_path, "空.md", "")]))
    assert [one.state for one in steps[0]] == ["reading", "waiting"]
    assert [one.state for one in steps[-1]] == ["added", "failed"]
    shares = [step[0].share for step in steps]
    assert shares == sorted(shares)
    assert steps[-1][0].report.events > 0
    assert steps[-1][1].error.message("en")


def test_uploads_keep_both_of_one_name_and_know_a_copy(assistant, tmp_path) -> None:
    def last(text: str):
        *_, states = take(assistant, [_upload(tmp_path, "報告.md", text)])
        return states[0]

    assert last(TEXT).state == "added"
    assert last(TEXT).state == "again"
    assert last(TEXT.replace("112", "113")).name == "報告 (2).md"
    assert len(assistant.reports()) == 2


def test_uploads_take_twenty_files(assistant, tmp_path) -> None:
    many = [_upload(tmp_path, f"{at}.md", "") for at in range(MOST_FILES + 2)]
    *_, states = take(assistant, many)
    assert len(states) == MOST_FILES + 2
    assert [one.state for one in states[-2:]] == ["failed", "failed"]
    assert "20" in states[-1].error.message("zh")


def test_uploads_can_be_found_again_and_forgotten(assistant, tmp_path) -> None:
    *_, states = take(assistant, [_upload(tmp_path, "報告.md", TEXT)])
    report = assistant.report(states[0].report.id)
    path = original_of(report, assistant.archive.path)
    assert path.read_text(encoding="utf-8") == TEXT
    assert not is_pdf(path)
    path.write_text(TEXT + "改過", encoding="utf-8")
    assert original_of(report, assistant.archive.path) is None
    assert forget(assistant, report.id)
    assert not path.exists()
    assert not forget(assistant, report.id)


def test_uploads_refused_leave_nothing(assistant, tmp_path) -> None:
    *_, states = take(assistant, [_upload(tmp_path, "假.pdf", "%PDF-1.7 broken")])
    assert states[0].state == "failed"
    assert list((assistant.archive.path / "uploads").iterdir()) == []


def test_uploads_do_not_read_a_file_twice_but_bring_its_pages_back(assistant, tmp_path, monkeypatch) -> None:
    from shutil import copyfile

    from assistant.originals import remember_build

    folder = tmp_path / "reports"
    folder.mkdir()
    copyfile(CORPUS / "shifan-113-04.pdf", folder / "一.pdf")
    entry = assistant.add_files([folder]).reports[0]
    monkeypatch.chdir("/")
    assert not assistant.lacks_original(entry.id)  # beside the archive
    folder.rename(tmp_path.parent / f"{tmp_path.name}-moved")
    assert assistant.lacks_original(entry.id)
    moved = tmp_path.parent / f"{tmp_path.name}-moved"
    copyfile(moved / "一.pdf", tmp_path / "temp")
    *_, states = take(assistant, [Upload(tmp_path / "temp", "二.pdf")])
    assert states[0].state == "again"
    assert states[0].report.id == entry.id
    assert len(assistant.reports()) == 1
    assert assistant.has_pages(entry.id)
    assert forget(assistant, entry.id)
    assert list((assistant.archive.path / "uploads").iterdir()) == []
    moved.rename(tmp_path / "reports")
    remember_build(assistant.archive.path, [tmp_path / "reports"])
    assert "reports/一.pdf" in places(assistant.archive.path)


def test_originals_are_found_where_they_were_built(assistant, tmp_path_factory, monkeypatch) -> None:
    from shutil import copyfile

    from assistant.originals import remember_build

    far = tmp_path_factory.mktemp("far") / "deep" / "down"
    far.mkdir(parents=True)
    copyfile(CORPUS / "shifan-113-04.pdf", far / "一.pdf")
    entry = assistant.add_files([far]).reports[0]
    monkeypatch.chdir("/")
    assert assistant.lacks_original(entry.id)
    remember_build(assistant.archive.path, [far])
    assert not assistant.lacks_original(entry.id)
    (assistant.archive.path / "originals.json").write_text("[1", encoding="utf-8")
    assert assistant.lacks_original(entry.id)
