"""Files handed in on the page: read, asked about, shown as pages, refused, removed."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.slow


def _upload(visit, *paths) -> None:
    visit.tab("報告")
    visit.page.wait_for_selector(".y-reports")
    visit.page.locator("#y-upload-input, input[type=file]").first.set_input_files([str(path) for path in paths])
    visit.page.wait_for_selector(".y-upload-list:not([aria-busy])", timeout=60_000)


def test_ui_reads_a_pdf_and_shows_its_pages(visit, tmp_path) -> None:
    from pathlib import Path

    pdf = next((Path(__file__).parents[2] / "corpus").glob("*.pdf"))
    broken = tmp_path / "壞掉\u202e的檔案.pdf"
    broken.write_bytes(b"%PDF-1.7\nnothing more")
    _upload(visit, pdf, broken)
    told = visit.page.locator(".y-upload-list")
    assert told.locator(".y-added").count() == 1
    assert "壞掉的檔案.pdf" in told.locator(".y-failed").inner_text()
    assert "Traceback" not in told.inner_text()
    card = visit.page.locator(".y-report", has_text=pdf.name)
    card.get_by_role("button", name="查看事件").click()
    visit.page.wait_for_selector("#y-table tbody tr")
    title = visit.page.locator("#y-table .y-c-event button").nth(1)
    words = title.inner_text()
    title.click()
    visit.page.wait_for_selector(".y-sheet img", timeout=30_000)
    assert visit.page.locator(".y-sheet i").count() >= 1
    visit.page.keyboard.press("Escape")
    visit.tab("提問")
    visit.ask(f"「{words}」是什麼時候？")
    assert visit.page.locator(".y-answer .y-mark").count() >= 1
    visit.tab("報告")
    renamed = tmp_path / "另一個檔名.pdf"
    renamed.write_bytes(pdf.read_bytes())
    _upload(visit, renamed)
    again = visit.page.locator(".y-upload-list .y-again")
    again.wait_for()
    assert pdf.name in again.inner_text()
    card.get_by_role("button", name="移除").click()
    card.get_by_role("button", name="移除", exact=True).last.click()
    visit.page.wait_for_selector(f".y-report:has-text('{pdf.name}')", state="detached")


def test_ui_shows_a_hostile_report_as_text(visit, tmp_path) -> None:
    """Scripts, images, templates and formulas of a report are words; a fake citation opens nothing."""
    report = tmp_path / "惡意{{7*7}}.md"
    report.write_text(
        "# 測試市政府秘書處業務報告\n\n## 壹、業務執行情形\n\n### 一、國際交流\n\n"
        "#### 1. <img src=x onerror=window.hit=1>訪團來訪\n\n113 年 3 月 5 日，日本<script>window.hit=1</script>代表團"
        "拜會王小明市長 ![x](http://evil.example/a.png) <iframe src=http://evil.example></iframe>"
        " [1] 【來源】${7*7} {{7*7}}。\n\n"
        '#### 2. =HYPERLINK("http://evil.example")訪團來訪\n\n113 年 3 月 6 日，韓國代表團拜會王小明市長。\n',
        encoding="utf-8",
    )
    _upload(visit, report)
    card = visit.page.locator(".y-report", has_text="惡意")
    assert "49" not in card.locator(".y-file").inner_text()
    card.get_by_role("button", name="展開目錄").click()
    visit.page.wait_for_selector(".y-outline")
    visit.page.locator(".y-outline .y-link", has_text="img src").first.click()
    visit.page.wait_for_selector(".y-source mark")
    shown = visit.page.locator(".y-source .y-text")
    assert "<script>" in shown.inner_text()
    assert "${7*7}" in shown.inner_text()
    assert shown.locator("img, iframe, script, a").count() == 0
    visit.page.keyboard.press("Escape")
    visit.tab("提問")
    visit.ask("113年3月5日有哪些訪團？")
    assert visit.page.locator(".y-thread img, .y-thread iframe, .y-thread script").count() == 0
    assert visit.page.evaluate("window.hit") is None
    visit.tab("報告")
    card.get_by_role("button", name="移除").click()
    card.get_by_role("button", name="移除", exact=True).last.click()
    card.wait_for(state="detached")


def test_ui_keeps_a_correction(visit) -> None:
    visit.tab("報告")
    edit = visit.page.locator(".y-review").get_by_role("button", name="檢視與更正")
    visit.page.wait_for_selector(".y-reports")
    if edit.count() == 0:
        pytest.skip("no event of this archive is unsure")
    before = visit.page.locator(".y-review h2").inner_text()
    edit.first.click()
    visit.page.locator(".y-review form input[name=title]").fill("人工更正的標題")
    visit.page.get_by_role("button", name="儲存更正").click()
    visit.page.wait_for_selector(".y-review form", state="detached")
    assert visit.page.locator(".y-review h2").count() == 0 or visit.page.locator(".y-review h2").inner_text() != before
    visit.tab("事件")
    visit.page.get_by_label("內文").fill("人工更正的標題")
    visit.page.get_by_label("內文").press("Enter")
    visit.page.wait_for_function("document.querySelectorAll('#y-table tbody tr').length == 1")


def test_ui_shows_which_totals_do_not_add_up(visit, tmp_path) -> None:
    report = tmp_path / "統計.md"
    report.write_text(
        "# 測試市政府社會局業務報告\n\n## 壹、業務概況\n\n### 一、服務統計\n\n"
        "113 年服務件數如下。\n\n| 類別 | 件數 |\n|---|---|\n| 電話 | 1,200 |\n| 現場 | 480 |\n| 合計 | 1,690 |\n",
        encoding="utf-8",
    )
    _upload(visit, report)
    card = visit.page.locator(".y-report", has_text="統計.md")
    assert "表列 1,690，2 項加總為 1,680" in card.inner_text()
    card.locator("[data-act=total]").click()
    visit.page.wait_for_selector(".y-source mark:text-is('1,690')")
    visit.page.keyboard.press("Escape")
    visit.page.wait_for_selector(".y-source", state="detached")
    card.get_by_role("button", name="移除").click()
    card.get_by_role("button", name="移除", exact=True).last.click()
    card.wait_for(state="detached")
