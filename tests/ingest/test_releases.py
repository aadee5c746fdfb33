"""News releases of councils, townships and cities, made up: who received whom, who only came along, what happened."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest import Event, Report, ingest_file
from ingest.asides import without_bylines, without_careers


def read(folder: Path, title: str, *paragraphs: str, day: str = "2026-03-05") -> tuple[Report, Event]:
    path = folder / "release.txt"
    path.write_text("\n\n".join((title, day, *paragraphs)) + "\n", "utf-8")
    found = ingest_file(path)
    (event,) = found.events
    return found.report, event


def names(event: Event) -> dict[str, list[str]]:
    return {part: sorted(one.name for one in getattr(event, part)) for part in ("visitors", "hosts", "others")}


def kinds(event: Event) -> set[str]:
    return {one.kind.value for one in event.kinds}


@pytest.mark.parametrize(
    ("title", "paragraphs", "wanted"),
    [
        pytest.param(
            "日本訪團拜會中市府",
            ("日本岐阜縣議會議長佐藤健一一行12人，今（5）日至台中市府拜會，由副市長王國榮代表市長林秀明接待。",),
            {"visitors": ["佐藤健一"], "hosts": ["王國榮"], "others": ["林秀明"]},
            id="who acts for another is host and the other is mentioned",
        ),
        pytest.param(
            "日本松本市議會訪問團拜會新竹市議會",
            (
                "日本松本市議會訪問團由佐藤健一團長率團拜會新竹市議會，由許明麗議長親自接待，林大展副議長及郭明儀、"
                "蔡筱雲等議員出席與會。",
            ),
            {"visitors": ["佐藤健一"], "hosts": ["許明麗"], "others": ["林大展", "蔡筱雲", "郭明儀"]},
            id="a speaker receives the guests of a council",
        ),
        pytest.param(
            "日本松本市長來訪",
            ("日本松本市佐藤健一市長5日來訪，拜會新竹市林明德市長，日本岐阜縣知事田中太郎以視訊方式致詞。",),
            {"visitors": ["佐藤健一"], "hosts": ["林明德"], "others": ["田中太郎"]},
            id="who watches on a screen was not there",
        ),
        pytest.param(
            "日本松本市拜會南市府",
            (
                "▲日本松本市拜會（圖/記者吳小惠翻攝）",
                "【某某新聞網/記者吳小惠/臺南報導】",
                "日本松本市佐藤健一市長5日率團拜會林明德市長。",
            ),
            {"visitors": ["佐藤健一"], "hosts": ["林明德"], "others": []},
            id="those who report are not in the report",
        ),
        pytest.param(
            "日本代表來訪",
            ("5日，日本台灣交流協會佐藤健一代表與林明德市長、奧山正所長為水果祭拍片，並會談合作。",),
            {"visitors": ["佐藤健一"], "hosts": ["林明德"], "others": ["奧山正"]},
            id="a row of guest, host and whose he is, is open",
        ),
        pytest.param(
            "亞洲城市網執行長來訪",
            ("亞洲城市網（CityWeb）金正大執行長5日參加「城市論壇」，並拜會新竹市林明德市長，就永續交流。",),
            {"visitors": ["金正大"], "hosts": ["林明德"], "others": []},
            id="who takes part and calls is a visitor, of no country too",
        ),
    ],
)
def test_who_is_who(tmp_path: Path, title: str, paragraphs: tuple[str, ...], wanted: dict[str, list[str]]) -> None:
    _, event = read(tmp_path, title, *paragraphs)
    assert names(event) == wanted


def test_a_branch_office_has_heads_with_names(tmp_path: Path) -> None:
    _, event = read(
        tmp_path,
        "美國在台協會高雄分處長吳大為拜會林明德",
        "美國在台協會高雄分處處長吳大為（Dave Woods）及副分處長顧思明（Sam Good）於5日赴臺南市政府拜會林明德市長。",
        "林明德市長感謝吳分處長到訪。吳大為分處長曾任職於美國駐日本大使館、美國駐菲律賓大使館；"
        "顧思明副分處長曾派駐波蘭、埃及等地。",
    )
    assert names(event) == {"visitors": ["吳大為", "顧思明"], "hosts": ["林明德"], "others": []}
    assert [one.code for one in event.countries] == ["US"]


def test_another_county_of_taiwan_is_the_visitor(tmp_path: Path) -> None:
    report, event = read(
        tmp_path,
        "澎湖縣政府暨縣議會訪問團拜會台南市議會",
        "澎湖縣政府暨縣議會訪問團5日由縣長李明峰及縣議會代表洪允明、王立志議員帶領，拜會本會，並參觀台南市議會。"
        "議長黃文德接待訪問團。",
    )
    assert (report.identity.city, report.identity.bureau) == ("臺南市", None)
    assert names(event) == {"visitors": ["李明峰", "洪允明", "王立志"], "hosts": ["黃文德"], "others": []}


def test_whom_a_visiting_head_brings_is_a_visitor_too(tmp_path: Path) -> None:
    _, event = read(
        tmp_path,
        "台東縣長許明玲參訪台灣設計展",
        "台東縣長許明玲今（5）日率領人事處長邱玉婷及縣府團隊，前往彰化縣參訪設計展，由彰化縣長王美惠親自導覽。"
        "彰化縣政府表示歡迎，彰化縣的王美惠縣長並致贈紀念品。",
    )
    assert "邱玉婷" not in names(event)["hosts"]


def test_local_people_who_come_along_are_others(tmp_path: Path) -> None:
    _, event = read(
        tmp_path,
        "韓國代表訪嘉",
        "駐台北韓國代表部金民洙代表於5日訪問市府，並偕陳志明議員、嘉義市韓人會姜明華會長等人一同拜會林明德市長。",
    )
    found = names(event)
    assert found["visitors"] == ["金民洙"]
    assert {"陳志明", "姜明華"} <= set(found["others"])


def test_a_township_on_a_trip(tmp_path: Path) -> None:
    _, event = read(
        tmp_path,
        "南投縣鹿谷鄉與日本岐阜縣下呂市締盟",
        "鹿谷鄉長林明德率團在駐大阪辦事處總領事王大同陪同下拜會下呂市，受到村上大介市長及市府團隊歡迎，"
        "雙方簽署友好交流協定。",
    )
    assert names(event) == {"visitors": [], "hosts": ["林明德"], "others": ["村上大介", "王大同"]}
    assert kinds(event) == {"outgoing_visit", "signing"}


def test_a_council_on_a_trip(tmp_path: Path) -> None:
    _, event = read(
        tmp_path,
        "南投縣議會訪馬來西亞",
        "南投縣議會5日由議長林明德率領十二位議員參訪團，正式拜會馬來西亞雪蘭莪州議會，"
        "由雪州議長陳永山（Tan Yong San）接待。",
    )
    assert names(event) == {"visitors": [], "hosts": ["林明德"], "others": ["陳永山"]}
    assert "outgoing_visit" in kinds(event)


@pytest.mark.parametrize(
    ("title", "body", "wanted"),
    [
        (
            "林明德率縣府團隊訪韓",
            "南投縣長林明德3月5日起至9日，率領縣府農業處、工務處、水利處及消防局等業務單位參訪韓國。",
            {"outgoing_visit"},
        ),
        (
            "姊妹市日本松本市訪問團來訪",
            "日本松本市副市長佐藤健一率訪問團，5日搭機來台參訪，由新竹市副市長林明德接待。"
            "今年2月新竹市劍道協會率團前往松本市交流。",
            {"incoming_visit"},
        ),
        (
            "日本松本市議會拜會新竹市",
            "日本松本市議會議長佐藤健一5日拜會林明德市長，盼締結友好城市；新竹市並與4個城市締結友好城市。",
            {"incoming_visit"},
        ),
        (
            "雲林業者參加東京食品展",
            "雲林縣政府5日宣布，邀集12家業者組成主題館共同參展，縣長林明德將率領縣府團隊前往參訪。",
            {"promotion"},
        ),
        (
            "德國在台協會拜會中市府",
            "德國在台協會處長狄明信5日拜會台中市長林明德。林明德指出，市府補助業者赴德國參加展覽。",
            {"incoming_visit"},
        ),
        (
            "金門縣警察局春安工作落幕",
            "金門縣警察局表示，春安期間偵破刑案二十七件、為民服務一百二十七件。",
            {"service_statistics"},
        ),
    ],
)
def test_kinds_are_of_what_the_release_is_about(tmp_path: Path, title: str, body: str, wanted: set[str]) -> None:
    _, event = read(tmp_path, title, body)
    assert kinds(event) == wanted


@pytest.mark.parametrize("title", ["甲地與乙地締盟 兩地友誼再添新頁並展開教育文化觀光產業等多元合作交流", "短標題"])
def test_a_headline_of_two_halves_is_no_paragraph(tmp_path: Path, title: str) -> None:
    _, event = read(tmp_path, title, "日本松本市佐藤健一市長5日率團拜會新竹市林明德市長。")
    assert event.title == title


@pytest.mark.parametrize("source", ["記者林小明／新竹報導新竹市長", "〔記者林小明／新竹報導〕新竹市長"])
def test_a_byline_ends_where_it_ends(source: str) -> None:
    assert without_bylines(source).endswith("。新竹市長")
    assert len(without_bylines(source)) == len(source)


def test_a_career_goes_to_the_end_of_its_sentence() -> None:
    source = "處長曾派駐甲國、乙國，去年返國。今日訪丙國。"
    assert without_careers(source) == "處長" + "。" * 14 + "今日訪丙國。"


@pytest.mark.parametrize(
    ("text", "cities"),
    [
        ("縣長展開城市外交，前往日本松本市。", ["松本市"]),
        ("日本廣島縣河內高等學校來訪。", ["廣島縣"]),
        ("日本廣島縣津市訪問團，由津市副市長率領。", ["廣島縣", "津市"]),
        ("台北駐大阪經濟文化辦事處。", ["大阪"]),
    ],
)
def test_cities_are_of_the_country_before_them(text: str, cities: list[str]) -> None:
    from ingest import find_cities

    assert sorted(one.text for one in find_cities(text)) == sorted(cities)


def test_each_piece_of_a_digest_has_its_own_day_of_writing(tmp_path: Path) -> None:
    file = tmp_path / "digest.md"
    file.write_text(
        "# 桃園市政府新聞彙整（113年9月至12月）\n\n"
        "## 市長接見日本議員團\n\n發布日期：113年9月12日　　發布單位：秘書處\n\n"
        "日本議員一行16人，今（12）日上午拜會桃園市政府，由市長林大明接待，雙方談物流。\n\n"
        "## 副市長率團訪美\n\n發布日期：113年10月28日　　發布單位：經濟發展局\n\n"
        "副市長王小玉於10月20日至26日率領訪問團前往美國鳳凰城，22日拜會當地市長。\n\n"
        "## 市長設宴\n\n發布日期：113年12月6日　　發布單位：秘書處\n\n"
        "越南代表昨（5）日晚間出席晚宴，市長林大明設宴款待，感謝各界長年照顧。\n",
        "utf-8",
    )
    events = ingest_file(file).events
    days = [(one.when.first.isoformat(), one.when.last.isoformat()) for one in events if one.when]
    assert days == [("2024-09-12", "2024-09-12"), ("2024-10-20", "2024-10-26"), ("2024-12-05", "2024-12-05")]


@pytest.mark.parametrize(
    ("body", "first", "last"),
    [
        ("特展「鐵道時光」自4月1日展至6月15日，參觀9萬人次。", "2025-04-01", "2025-06-15"),
        ("處長於4月12日起至16日止前往韓國大邱市參加論壇。", "2025-04-12", "2025-04-16"),
        ("訪團昨（7）日拜會市府，今天（8日）將轉往台東。", "2025-04-07", "2025-04-07"),
    ],
)
def test_when_news_happened(tmp_path: Path, body: str, first: str, last: str) -> None:
    file = tmp_path / "news.txt"
    file.write_text(f"臺中市府新聞\n\n發布日期：2025-04-08\n\n{body}雙方交流熱絡，期待未來持續合作。\n", "utf-8")
    (event,) = ingest_file(file).events
    assert event.when
    assert (event.when.first.isoformat(), event.when.last.isoformat()) == (first, last)


@pytest.mark.parametrize(
    ("title", "words", "kind"),
    [
        (
            "德國黑森邦訪團首訪高雄",
            "德國黑森邦訪團5日拜會高雄市政府，市長林明德與副市長王國榮接待。"
            "林明德指出，雙方交好多年，去年9月王國榮率團訪問法蘭克福，往來不斷。",
            "incoming_visit",
        ),
        (
            "高雄市議會與京畿道議會結盟",
            "高雄市議會議長許明麗4日與來訪的韓國京畿道議會議長金大為簽署協議。"
            "許明麗就任後有意深化交流，去年親自帶團前往京畿道。",
            "incoming_visit",
        ),
        ("為球隊加油", "高雄市長林明德3月4日率隊抵日，林明德市長到橫濱市參加球賽開球。", "outgoing_visit"),
        ("回訪", "高雄市長林明德3月4日率團訪問去年結盟的德國漢堡市，與市長會談。", "outgoing_visit"),
        ("城市外交", "高雄市長林明德推動城市外交，3月4日訪團前往群馬縣廳拜會知事山田太郎。", "outgoing_visit"),
    ],
)
def test_who_travels_now_decides_the_direction(tmp_path: Path, title: str, words: str, kind: str) -> None:
    _, event = read(tmp_path, title, words)
    assert kinds(event) & {"incoming_visit", "outgoing_visit"} == {kind}


@pytest.mark.parametrize(
    ("letterhead", "city"),
    [
        ("宜蘭縣政府 縣政新聞", "宜蘭縣"),
        ("市政新聞", "嘉義市"),
        ("【羅東訊】2026-03-05", "嘉義市"),
        ("雲林縣議會新聞稿", "雲林縣"),
        ("發布單位：宜蘭縣議會秘書處", "宜蘭縣"),
    ],
)
def test_a_letterhead_is_no_headline_and_says_whose_news_it_is(tmp_path: Path, letterhead: str, city: str) -> None:
    path = tmp_path / "release.txt"
    path.write_text(
        f"{letterhead}\n\n嘉義市議會訪團來訪談節水\n\n發布日期：115-03-05\n\n"
        "嘉義市議會議長王大德5日率團來訪，就節水灌溉交流。\n",
        "utf-8",
    )
    found = ingest_file(path)
    (event,) = found.events
    assert (found.report.identity.title, event.title) == ("嘉義市議會訪團來訪談節水",) * 2
    assert found.report.identity.city == city
    assert event.when is not None
    assert event.when.first.isoformat() == "2026-03-05"


def test_what_was_signed_in_another_year_is_not_signed_now(tmp_path: Path) -> None:
    _, event = read(
        tmp_path,
        "日本松本市議會訪竹縣",
        "日本長野縣松本市議長佐藤健一5日率團來到新竹縣，拜會縣長林明德。松本市在2021年與本縣簽下《教育交流協議》，"
        "並於2022年締結姊妹市。",
    )
    assert kinds(event) == {"incoming_visit"}
    assert not event.documents


@pytest.mark.parametrize(
    ("opening", "day"),
    [
        ("日本松本市議長佐藤健一昨（4）日率團拜會市府。今（5）日一行人轉往山區賞花。", "2026-03-04"),
        ("日本松本市議長佐藤健一一行昨（4）日抵達，今（5）日上午拜會市府。", "2026-03-05"),
        ("日本松本市議長佐藤健一今（5）日率團拜會市府。他說，昨（4）日已看過夜市。", "2026-03-05"),
    ],
)
def test_news_over_two_days_is_of_the_day_it_leads_with(tmp_path: Path, opening: str, day: str) -> None:
    _, event = read(tmp_path, "日本松本市議會訪團來訪", opening, "市長林明德表示歡迎。")
    assert event.when is not None
    assert event.when.first.isoformat() == day


def test_numbers_and_heads_of_pages_are_no_part_of_a_plain_text(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    head = "宜蘭縣政府農業處114年上半年工作報告"
    path.write_text(
        f"{head}\n\n一、推廣\n（一）3月5日辦理茶葉評鑑，由處長林明德主持，就茶園管理及機械採\n- 1 -\n"
        f"\f{head}\n收經驗交換意見。\n（二）4月6日辦理講習，計35人參加。\n- 2 -\n",
        "utf-8",
    )
    found = ingest_file(path)
    assert "就茶園管理及機械採收經驗交換意見。" in found.report.text
    assert found.report.text.count(head) == 1
    assert "- 1 -" not in found.report.text
    assert [one.page for one in found.events] == [1, 2]


def test_a_journey_told_to_the_press_after_it_is_of_its_own_days(tmp_path: Path) -> None:
    _, event = read(
        tmp_path,
        "臺東縣府團隊赴紐西蘭取經",
        "臺東縣副縣長林明德帶領縣議員許秀英與鹿野鄉長王大德等15人，2月27日啟程赴紐西蘭考察，3月3日返國。"
        "縣府今日在記者會上說明此行收穫。",
    )
    assert event.when is not None
    assert (event.when.first.isoformat(), event.when.last.isoformat()) == ("2026-02-27", "2026-03-03")
    assert names(event)["hosts"] == sorted(["林明德", "許秀英", "王大德"])


def test_what_a_city_shows_abroad_is_a_trip_of_the_days_of_the_show(tmp_path: Path) -> None:
    _, event = read(
        tmp_path,
        "玻璃藝術進駐名古屋",
        "「新竹玻璃光之旅」昨（4）日起在名古屋市政資料館登場，由新竹市副市長林明德與名古屋市副市長杉野美代共同點燈。"
        "展期到4月8日。去年9月名古屋市長佐藤健一來訪，老師傅和年輕設計師都很期待。",
    )
    assert event.when is not None
    assert (event.when.first.isoformat(), event.when.last.isoformat()) == ("2026-03-04", "2026-04-08")
    assert "outgoing_visit" in kinds(event)
    assert names(event) == {"visitors": [], "hosts": ["林明德"], "others": ["佐藤健一", "杉野美代"]}


def test_a_short_form_of_a_paper_in_the_headline_is_no_other_paper(tmp_path: Path) -> None:
    _, event = read(
        tmp_path,
        "簽下原民合作意向書",
        "日本松本市長佐藤健一5日率團拜會市府，與市長林明德簽署「原住民族文化與觀光合作意向書」。",
    )
    assert [one.text for one in event.documents] == ["原住民族文化與觀光合作意向書"]


def test_a_county_is_not_taken_for_the_city_of_its_name(tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    path.write_text(
        "# 嘉義縣衛生局工作報告\n\n（113年7月至12月）\n\n一、國際合作\n"
        "**1. 訪視**　日本大館市市長佐藤健一12月17日率團拜訪，由縣長林明德會見。\n"
        "**2. 防疫**　11月起實施孳生源清除，至12月31日止清除1,208件。\n",
        "utf-8",
    )
    found = ingest_file(path)
    assert found.report.identity.city == "嘉義縣"
    assert [one.title for one in found.events] == ["訪視", "防疫"]
    since = found.events[1].when
    assert since is not None
    assert (since.first.isoformat(), since.last.isoformat()) == ("2024-11-01", "2024-12-31")


def test_two_parties_on_one_day_below_a_headline_of_both(tmp_path: Path) -> None:
    path = tmp_path / "release.txt"
    path.write_text(
        "苗栗縣政府 新聞稿 114.11.03\n\n一日兩團訪苗 索羅門群島學陶、匈牙利看石虎\n\n"
        "3日上午，索羅門群島馬萊塔省省長艾爾菲．馬蘭諾（Elfy Malano）率團拜會縣政府，由副縣長林明德接待。\n\n"
        "同日下午，匈牙利國會委員會主席安娜．科瓦奇（Anna Kovács）一行由農業處長王大德陪同，前往農田看石虎。\n",
        "utf-8",
    )
    first, second = ingest_file(path).events
    assert [one.code for one in first.countries] == ["SB"]
    assert [one.code for one in second.countries] == ["HU"]
    assert names(second) == {"visitors": ["安娜．科瓦奇"], "hosts": ["王大德"], "others": []}
    assert first.title.startswith("一日兩團訪苗")


def test_a_second_day_of_a_visit_is_an_event_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "release.txt"
    path.write_text(
        "臺南市議會組團赴金門勞軍\n\n資料來源：金門縣議會秘書處\n\n新聞日期：108-06-05\n\n"
        "端午將至，臺南市議會議長林明德率議員一行6月3日飛抵金門，先到前線部隊勞軍。\n\n"
        "6月4日上午10時30分，林明德議長與議員前往金門縣議會拜會，副議長王大德偕秘書長陳建國、議員許秀英在門口相迎。\n",
        "utf-8",
    )
    first, second = ingest_file(path).events
    assert [one.when.first.isoformat() for one in (first, second) if one.when] == ["2019-06-03", "2019-06-04"]
    assert names(first) == {"visitors": ["林明德"], "hosts": [], "others": []}
    assert names(second) == {"visitors": ["林明德"], "hosts": sorted(["王大德", "陳建國", "許秀英"]), "others": []}


def test_a_council_that_is_back_today_was_away_for_all_the_days(tmp_path: Path) -> None:
    path = tmp_path / "release.txt"
    path.write_text(
        "屏東縣議會新聞　2025.09.30\n\n議長率團赴日續簽備忘錄\n\n"
        "屏東縣議會議長林明德率副議長王大德、議員許秀英等16人，9月26日啟程前往日本鹿兒島縣，展開5天交流，今天返抵國門。"
        "林明德說，議員同仁不妨從混齡教學、課程共備、師資交換三方面推動。\n",
        "utf-8",
    )
    (event,) = ingest_file(path).events
    assert event.when is not None
    assert (event.when.first.isoformat(), event.when.last.isoformat()) == ("2025-09-26", "2025-09-30")
    assert names(event) == {"visitors": [], "hosts": sorted(["林明德", "王大德", "許秀英"]), "others": []}
    assert [one.text for one in event.topics] == ["混齡教學", "課程共備", "師資交換"]
