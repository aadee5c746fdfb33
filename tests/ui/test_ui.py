"""What a person does on the page, in a real browser."""

from __future__ import annotations

import csv
import io
import re

import pytest

pytestmark = pytest.mark.slow

ZH, EN = "3月有哪些訪問與智慧城市有關？", "Which visits concerned smart cities in March?"


def squeeze(text: str) -> str:
    return re.sub(r"\s+", "", text)


def axe(visit) -> list[str]:
    """What an accessibility checker finds wrong on the page."""
    checker = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    found = checker.run(visit.page).response["violations"]
    return [f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"]]


def test_ui_asks_and_opens_every_citation(visit) -> None:
    visit.ask(ZH)
    marks = visit.page.locator(".y-answer td .y-mark")
    assert marks.count() >= 2
    for at in range(marks.count()):
        marks.nth(at).click()
        number = marks.nth(at).inner_text()
        visit.page.wait_for_function(
            "n => document.querySelector('.y-source-bar .y-mark')?.textContent === n", arg=number
        )
        quoted = "".join(visit.page.locator(".y-source mark").all_inner_texts())
        title = visit.page.locator(".y-path-list [aria-current]").inner_text()
        assert squeeze(quoted)
        assert squeeze(title.rstrip("…")) in squeeze(visit.page.locator(".y-source .y-text").inner_text())
    copied = visit.page.locator(".y-source-bar [data-copy]").get_attribute("data-copy")
    assert "〈" in copied
    assert "頁" in copied


def test_ui_answers_in_english_with_the_same_events(visit) -> None:
    visit.ask(ZH)
    visit.ask(EN)
    answers = visit.page.locator(".y-answer")
    titles = [answers.nth(at).locator(".y-c-event").all_inner_texts() for at in range(2)]
    assert titles[0] == titles[1]
    assert re.search(r"[a-z]{4}", answers.nth(1).locator(".y-lines").first.inner_text())


def test_ui_steps_through_citations_and_closes(visit) -> None:
    visit.ask(ZH)
    visit.page.locator(".y-answer td .y-mark").first.click()
    visit.page.locator(".y-source").get_by_role("button", name="下一個出處").click()
    count = visit.page.locator(".y-sources li").count()
    visit.page.wait_for_selector(f".y-place:text-is('2 / {count}')")
    visit.page.keyboard.press("Escape")
    visit.page.wait_for_selector(".y-source", state="detached")


def test_ui_takes_a_condition_out_and_follows_up(visit) -> None:
    visit.ask(ZH)
    rows = visit.page.locator(".y-answer tbody tr")
    before = rows.count()
    visit.page.get_by_role("button", name=re.compile("移除條件「智慧城市")).click()
    visit.page.wait_for_selector(".y-out")
    visit.settled(1)
    assert rows.count() > before
    visit.ask("那4月呢？")
    assert visit.page.locator(".y-turn").count() == 2
    assert "4" in visit.page.locator(".y-answer").nth(1).locator(".y-chips").inner_text()


def test_ui_sorts_an_answer_and_asks_again(visit) -> None:
    visit.ask(ZH)
    table = visit.page.locator(".y-answer table")
    titles = table.locator(".y-c-event").all_inner_texts()
    table.locator("th button").first.click()
    table.locator("th button").first.click()
    assert table.locator("th").first.get_attribute("aria-sort") == "descending"
    assert table.locator(".y-c-event").all_inner_texts() != titles
    visit.page.get_by_role("button", name="重問", exact=True).click()
    visit.page.wait_for_selector(".y-answer th[aria-sort=none]:first-child")
    visit.settled(1)
    assert sorted(table.locator(".y-c-event").all_inner_texts()) == sorted(titles)


def test_ui_says_what_the_archive_does_not_say(visit) -> None:
    visit.ask("明天的天氣如何？")
    assert visit.page.locator(".y-refusal").is_visible()
    visit.ask("😀")
    assert visit.page.locator(".y-error, .y-refusal").count() >= 1


def test_ui_shows_hostile_text_as_text(visit) -> None:
    visit.ask('<img src=x onerror="window.hit=1"><script>window.hit=1</script> ![a](http://evil.example/x.png)')
    assert visit.page.evaluate("window.hit") is None
    assert "<img" in visit.page.locator(".y-question").inner_text()
    assert visit.page.locator(".y-thread img").count() == 0


def test_ui_saves_a_record_with_citations(visit) -> None:
    visit.ask(ZH)
    with visit.page.expect_download() as download:
        visit.page.get_by_role("button", name="下載紀錄（Markdown）").click()
    text = download.value.path().read_text(encoding="utf-8")
    assert ZH in text
    assert "[1] 〈" in text
    with visit.page.expect_download() as download:
        visit.page.get_by_role("button", name="下載紀錄（網頁）").click()
    assert "<blockquote>" in download.value.path().read_text(encoding="utf-8")


def test_ui_filters_sorts_and_exports_events(visit) -> None:
    visit.tab("事件")
    rows = visit.page.locator("#y-table tbody tr")
    visit.page.wait_for_selector("#y-table tbody tr")
    whole = rows.count()
    visit.page.get_by_label("國家").select_option("JP")
    visit.page.get_by_role("button", name="篩選", exact=True).click()
    visit.page.wait_for_function("n => document.querySelectorAll('#y-table tbody tr').length < n", arg=whole)
    found = rows.count()
    assert all("日本" in text for text in visit.page.locator("#y-table .y-c-where").all_inner_texts())
    for name in ("CSV", "XLSX", "ODS"):
        with visit.page.expect_download() as download:
            visit.page.get_by_role("link", name=name).click()
        saved = download.value.path().read_bytes()
        assert saved
        if name == "CSV":
            assert len(list(csv.reader(io.StringIO(saved.decode("utf-8-sig"))))) == found + 1
    visit.page.locator("#y-table th button").nth(1).click()
    visit.page.wait_for_selector("#y-table th[aria-sort=ascending]:has-text('事件')")


def test_ui_draws_charts_that_lead_to_events(visit) -> None:
    visit.tab("事件")
    visit.page.get_by_role("button", name="圖表").click()
    bar = visit.page.locator("#y-plot-2 .bars path").last
    bar.wait_for()
    visit.page.wait_for_timeout(1000)  # the chart listens a moment after it is drawn
    box = bar.bounding_box()
    visit.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    visit.page.wait_for_selector("#y-table .y-cards")
    assert visit.page.get_by_label("國家").input_value()
    visit.page.get_by_role("button", name="清除").click()
    visit.page.get_by_role("button", name="清除").wait_for(state="detached")
    visit.page.get_by_role("button", name="圖表").click()
    visit.page.locator("#y-table summary").click()
    visit.page.locator(".y-numbers table").nth(1).get_by_role("button").first.click()
    visit.page.wait_for_selector("#y-table .y-cards")
    assert visit.page.get_by_label("國家").input_value()


def test_ui_has_a_page_for_a_person_and_a_city(visit) -> None:
    visit.tab("事件")
    visit.page.locator("#y-table .y-c-visitors .y-name").first.click()
    name = visit.page.locator(".y-profile-head h1").inner_text()
    assert name in visit.page.locator("#y-table").inner_text()
    visit.page.get_by_role("button", name="全部事件").click()
    visit.page.locator("#y-table .y-city").first.click()
    visit.page.wait_for_selector(".y-profile-head .y-label:text-is('城市')")


def test_ui_goes_from_an_answer_to_a_person(visit) -> None:
    visit.ask(ZH)
    name = visit.page.locator(".y-answer .y-c-visitors .y-name").first
    words = name.inner_text()
    name.click()
    visit.page.wait_for_selector(f".y-profile-head h1:text-is('{words}')")
    visit.page.wait_for_timeout(500)
    assert visit.page.locator(".y-profile-head").is_visible()
    visit.tab("提問")
    assert visit.page.locator(".y-turn").count() == 1
    visit.page.get_by_role("button", name="新對話").click()
    visit.page.wait_for_selector(".y-welcome")


def test_ui_stops_when_told_to(visit, monkeypatch) -> None:
    import time

    from assistant.assistant import Assistant

    quick = Assistant.ask
    monkeypatch.setattr(Assistant, "ask", lambda *given: (time.sleep(3), quick(*given))[1])
    visit.page.locator("#y-ask textarea").fill(ZH)
    visit.page.locator("#y-ask textarea").press("Enter")
    visit.page.wait_for_selector(".y-wait")
    visit.page.get_by_role("button", name="停止").click()
    visit.page.wait_for_selector(".y-turn .y-empty:has-text('已停止')")
    monkeypatch.undo()
    visit.page.wait_for_timeout(3500)
    assert visit.page.locator(".y-answer").count() == 0
    visit.page.get_by_role("button", name="重問", exact=True).click()
    visit.page.wait_for_selector(".y-answer .y-actions")


def test_ui_shows_an_outline_and_opens_its_sections(visit) -> None:
    visit.tab("報告")
    visit.page.get_by_role("button", name="展開目錄").first.click()
    heading = visit.page.locator(".y-outline .y-link").first
    words = heading.inner_text()
    heading.click()
    assert squeeze(words) in squeeze(visit.page.locator(".y-source mark").first.inner_text())


def test_ui_speaks_english(visit) -> None:
    visit.page.get_by_role("button", name="Switch to English").click()
    visit.page.wait_for_selector("h1:has-text('What are you looking for')")
    assert visit.page.evaluate("document.documentElement.lang") == "en"
    visit.page.get_by_role("tab", name="Events").wait_for()
    visit.page.get_by_label("Your question").wait_for()
    visit.page.get_by_role("button", name="Send").wait_for()
    visit.page.locator(".y-example").first.click()
    visit.settled(1)


def test_ui_fits_a_phone(phone) -> None:
    phone.ask(ZH)
    assert phone.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    phone.page.locator(".y-answer td .y-mark").first.click()
    panel = phone.page.locator("#y-side")
    phone.page.wait_for_selector(".y-source mark")
    box = panel.bounding_box()
    assert box["x"] == 0
    assert box["width"] == 390
    phone.page.get_by_role("button", name="關閉").click()
    phone.page.wait_for_selector(".y-source", state="detached")


def test_ui_works_from_the_keyboard(visit) -> None:
    visit.page.locator(".y-skip").focus()
    visit.page.keyboard.press("Enter")
    assert visit.page.evaluate("document.activeElement.tagName") == "TEXTAREA"
    visit.page.keyboard.type(ZH)
    visit.page.keyboard.press("Enter")
    visit.settled(1)
    visit.page.locator(".y-answer td .y-mark").first.focus()
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_selector(".y-source mark")
    visit.page.wait_for_function("document.activeElement.closest('.y-source') !== null")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_ui_passes_an_accessibility_check(visit, dark) -> None:
    if dark:
        visit.page.get_by_role("button", name="切換深色或淺色畫面").click()
        visit.page.wait_for_timeout(600)  # colours fade over
    visit.ask(ZH)
    visit.page.locator(".y-answer td .y-mark").first.click()
    visit.page.wait_for_selector(".y-source mark")
    assert axe(visit) == []
    visit.tab("事件")
    visit.page.wait_for_selector("#y-table tbody tr")
    assert axe(visit) == []
    if dark:
        return
    visit.tab("報告")
    visit.page.get_by_role("button", name="展開目錄").first.click()
    visit.page.wait_for_selector(".y-outline")
    assert axe(visit) == []


@pytest.mark.parametrize(("name", "suffix"), [("Word", ".docx"), ("ODT", ".odt"), ("Markdown", ".md")])
def test_ui_saves_a_draft_as_a_file(visit, name, suffix) -> None:
    visit.tab("事件")
    title = visit.page.locator("#y-table .y-c-event button").nth(8).inner_text()
    visit.tab("提問")
    visit.ask(f"請就「{title}」草擬新聞稿")
    with visit.page.expect_download() as download:
        visit.page.get_by_role("button", name=f"下載草稿（{name}）").click()
    saved = download.value.path().read_bytes()
    assert download.value.suggested_filename.endswith(suffix)
    assert saved.startswith(b"#" if suffix == ".md" else b"PK")
    if suffix == ".md":
        assert squeeze(title) in squeeze(saved.decode("utf-8").splitlines()[0].replace("\\", ""))


def test_ui_hears_a_question_right_after_another_choice(visit) -> None:
    for asked in range(8):
        visit.page.get_by_role("button", name=re.compile("English|中文")).click()
        visit.ask("你好", before=asked)


def test_ui_hears_a_click_on_what_is_drawn_anew_under_the_pointer(visit) -> None:
    button = visit.page.locator(".y-header button[data-act=language]")
    box = button.bounding_box()
    visit.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    visit.page.mouse.down()
    button.evaluate("one => one.replaceWith(one.cloneNode(true))")
    visit.page.mouse.up()
    visit.page.wait_for_function("document.documentElement.lang === 'en'")


def test_ui_keeps_the_place_of_the_keyboard(visit) -> None:
    """What is drawn anew after a choice has the focus where it was, or where the choice led."""
    focused = "document.activeElement"
    visit.tab("事件")
    visit.page.locator("#y-table th button").nth(1).focus()
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_selector("#y-table th[aria-sort=ascending]:has-text('事件')")
    visit.page.wait_for_function(f"{focused}.dataset.act === 'sort' && {focused}.dataset.arg === 'event'")
    visit.page.locator("#y-table .y-c-event button").first.focus()
    chosen = visit.page.evaluate(f"{focused}.dataset.arg")
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_function(f"{focused}.closest('.y-source') !== null")
    visit.page.keyboard.press("Escape")
    visit.page.wait_for_function(f"arg => {focused}.dataset.arg === arg", arg=chosen)
    visit.page.locator("#y-table .y-city").first.focus()
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_function(f"{focused}.closest('.y-profile-head') !== null")
    visit.tab("報告")
    visit.page.get_by_role("button", name="展開目錄").first.focus()
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_selector(".y-outline")
    visit.page.wait_for_function(f"{focused}.dataset.act === 'report'")
    visit.page.get_by_role("button", name=re.compile("^移除「")).first.focus()
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_function(f"{focused}.dataset.act === 'remove_now'")
    visit.page.get_by_role("button", name="保留").press("Enter")
    visit.page.wait_for_selector(".y-sure", state="detached")


def test_ui_shows_a_long_list_on_a_phone_bit_by_bit(phone) -> None:
    phone.ask("有哪些訪團來訪？")
    rows = phone.page.locator(".y-answer tbody tr")
    assert rows.count() > 12
    assert not rows.nth(12).is_visible()
    phone.page.get_by_role("button", name=re.compile("顯示全部")).click()
    assert rows.nth(12).is_visible()
    phone.page.locator(".y-answer th button").first.click()
    assert phone.page.locator(".y-answer th").first.get_attribute("aria-sort") == "ascending"
    assert phone.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
