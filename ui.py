"""The web interface: Gradio widgets, and handlers that call the assistant once and show what it says."""

from __future__ import annotations

import atexit
import os

for _name in [name for name in os.environ if name.startswith("GRADIO_")]:
    del os.environ[_name]  # no variable may open what is closed here
os.environ.update(
    GRADIO_ANALYTICS_ENABLED="False", HF_HUB_OFFLINE="1", TRANSFORMERS_OFFLINE="1", HF_HUB_DISABLE_TELEMETRY="1",
    DO_NOT_TRACK="1",
    GRADIO_ANALYTICS_CACHE_FREQUENCY="1000000000",  # its statistics of every step are shown nowhere
)  # fmt: skip

import shutil  # noqa: E402
import sys  # noqa: E402
import tempfile  # noqa: E402
import threading  # noqa: E402
from collections.abc import Iterator  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Any  # noqa: E402

_HANDED_IN = tempfile.mkdtemp(prefix="yida-")  # 0700, unlike Gradio's own
os.environ["GRADIO_TEMP_DIR"] = _HANDED_IN
atexit.register(shutil.rmtree, _HANDED_IN, ignore_errors=True)

import gradio as gr  # noqa: E402
from gradio.events import api  # noqa: E402

from assistant import acts, screen, server  # noqa: E402
from assistant.assistant import Assistant  # noqa: E402
from assistant.programs import program_calls  # noqa: E402
from assistant.screen import Screen  # noqa: E402
from assistant.seat import Seat  # noqa: E402

_ASSETS = Path(screen.__file__).parent / "pages"
_SCRIPT = (_ASSETS / "yida.js").read_text(encoding="utf-8")
_FONTS = ("Noto Sans TC", "PingFang TC", "Microsoft JhengHei", "Noto Sans CJK TC", "system-ui", "sans-serif")
_HEAD = '<link rel="stylesheet" href="./yida.css">'
_TAB, _WORDS = "which tab is open", "the language of the labels"  # parts of the page that are no areas
_PATIENCE = 3.0  # seconds in which what another action of a reader has drawn is sent
_MONO = ("ui-monospace", "Consolas", "monospace")


def _area(value: str = "", elem_id: str = "", classes: str = "") -> gr.HTML:
    """A part of the page that the assistant's pages fill."""
    return gr.HTML(
        value=value, elem_id=elem_id, elem_classes=["y-area", *classes.split()], js_on_load=_SCRIPT,
        html_template="${value}", apply_default_css=False, container=False, padding=False, show_label=False,
        autoscroll=False, head=None, buttons=None,
    )  # fmt: skip


def word(key: str) -> str:
    """A word in the language that a page opens in."""
    return screen.words(Screen().language, key)


class _App:
    """One page for all readers; what each sees is a ``Screen`` in their own session."""

    def __init__(self, assistant: Assistant, settings: server.Settings) -> None:
        self.assistant = assistant
        self._read_only, self._reworded = settings.read_only, settings.reworded
        self._areas: dict[str, gr.HTML] = {}
        self._words: list[tuple[Any, str, str]] = []

    def build(self) -> gr.Blocks:
        """Lay the page out and connect it."""
        blocks = gr.Blocks(
            analytics_enabled=False, mode="blocks", title="議答 Yida", fill_height=False, fill_width=True,
            delete_cache=(3600, 3600),
        )  # fmt: skip
        start = Screen(read_only=self._read_only, reworded=self._reworded)
        with blocks:
            self._seat = gr.State(Seat(start), time_to_live=12 * 3600)
            self._area("header", start)
            with gr.Row(elem_id="y-main", equal_height=False):
                with (
                    gr.Column(elem_id="y-work", scale=3, min_width=320),
                    gr.Tabs(selected="ask", elem_id="y-tabs") as self._tabs,
                ):
                    self._ask_tab(start)
                    self._events_tab()
                    self._reports_tab()
                with gr.Column(elem_id="y-side", scale=2, min_width=0):
                    self._area("source", start, lazy=True)
            self._area("save", start, lazy=True)
            self._connect(blocks)
        return blocks

    def _area(self, name: str, start: Screen, *, lazy: bool = False) -> gr.HTML:
        made = _area("" if lazy else screen.area(name, start, self.assistant), f"y-{name}")
        self._areas[name] = made
        return made

    def _say(self, component: Any, prop: str, key: str) -> Any:
        """Remember that a property of a component is words, to be changed with the language."""
        self._words.append((component, prop, key))
        return component

    def _ask_tab(self, start: Screen) -> None:
        with gr.Tab(word("tab_ask"), id="ask") as tab:
            self._say(tab, "label", "tab_ask")
            self._area("thread", start)
            with gr.Row(elem_id="y-composer", equal_height=True):
                self._box = self._say(
                    gr.Textbox(
                        elem_id="y-ask", lines=1, max_lines=6, max_length=2000, autofocus=True, show_label=False,
                        container=False, scale=6, label=word("ask_label"), placeholder=word("ask_hint_plain"),
                        submit_btn=False, stop_btn=False,
                    ),
                    "placeholder", "ask_hint_plain",
                )  # fmt: skip
                self._say(self._box, "label", "ask_label")
                self._send = self._say(
                    gr.Button(word("send"), variant="primary", elem_id="y-send", min_width=72, scale=0), "value", "send"
                )
                self._stop = self._say(
                    gr.Button(word("stop"), elem_id="y-stop", min_width=72, scale=0), "value", "stop"
                )
            with gr.Row(elem_id="y-keep"):
                self._new = self._say(
                    gr.Button(word("new_talk"), size="sm", elem_classes="y-plain"), "value", "new_talk"
                )
                self._save_md = self._say(
                    gr.Button(word("save_markdown"), size="sm", elem_classes="y-plain"), "value", "save_markdown"
                )
                self._save_html = self._say(
                    gr.Button(word("save_html"), size="sm", elem_classes="y-plain"), "value", "save_html"
                )
        self._tab_ask = tab

    def _events_tab(self) -> None:
        with gr.Tab(word("tab_events"), id="events") as self._tab_events:
            self._say(self._tab_events, "label", "tab_events")
            self._area("events", Screen(), lazy=True)
            with gr.Row(elem_id="y-charts", equal_height=False, visible=False) as self._charts:
                self._plots = [
                    gr.Plot(
                        show_label=False, container=False, elem_id=f"y-plot-{at}", elem_classes="y-plot", min_width=280
                    )
                    for at in range(3)
                ]
            self._area("table", Screen(), lazy=True)

    def _reports_tab(self) -> None:
        with gr.Tab(word("tab_reports"), id="reports") as self._tab_reports:
            self._say(self._tab_reports, "label", "tab_reports")
            with gr.Column(visible=not self._read_only):
                self._upload = self._say(
                    gr.UploadButton(
                        word("upload"), file_count="multiple", file_types=None, type="filepath", variant="primary",
                        elem_id="y-upload", size="md",
                    ),
                    "label", "upload",
                )  # fmt: skip
                self._hint = _area(screen.hint(Screen().language), "y-upload-hint")
            self._area("reports", Screen(), lazy=True)

    def _connect(self, blocks: gr.Blocks) -> None:
        """Every choice of a reader goes to one handler."""
        outputs = [
            self._seat, *self._areas.values(), *self._plots, self._charts, self._tabs, self._box, self._hint,
            *{component for component, _, _ in self._words if component is not self._box},
        ]  # fmt: skip
        shared = {
            "outputs": outputs,
            "show_progress": "hidden",
            "api_visibility": "private",
            "concurrency_limit": 8,
            "queue": True,
            "trigger_mode": "multiple",  # a choice made while another is at work counts
        }
        runs = [self._listen(area.click, self._chosen, [self._seat], shared) for area in self._areas.values()]
        for event in (self._send.click, self._box.submit):
            runs.append(self._listen(event, self._asked, [self._box, self._seat], shared))
        self._listen(self._stop.click, self._fixed("stop"), [self._seat], {**shared, "cancels": runs})
        for button, name, arg in (
            (self._new, "new", ""), (self._save_md, "record", "md"), (self._save_html, "record", "html"),
        ):  # fmt: skip
            self._listen(button.click, self._fixed(name, arg), [self._seat], shared)
        for tab, name in ((self._tab_ask, "ask"), (self._tab_events, "events"), (self._tab_reports, "reports")):
            self._listen(tab.select, self._fixed("tab", name), [self._seat], shared)
        self._listen(self._upload.upload, self._uploaded, [self._upload, self._seat], shared)
        blocks.load(
            self._arrived, inputs=[self._seat], outputs=[self._areas["header"], self._areas["thread"]],
            show_progress="hidden", api_visibility="private",
        )  # fmt: skip

    @staticmethod
    def _listen(event: Any, handler: Any, inputs: list[Any], shared: dict[str, Any]) -> Any:
        return event(handler, inputs=inputs, **shared)

    def _arrived(self, seat: Seat) -> tuple[str, str]:
        """A reader opens the page: the archive may have changed since it was laid out."""
        return screen.area("header", seat.screen, self.assistant), screen.area("thread", seat.screen, self.assistant)

    def _asked(self, text: str, seat: Seat) -> Iterator[dict[Any, Any]]:
        steps = self._run("ask", text, seat)
        yield {self._box: "", **next(steps)}  # once: the next question may be typed while this one is answered
        yield from steps

    def _chosen(self, seat: Seat, chosen: gr.EventData) -> Iterator[dict[Any, Any]]:
        yield from self._run(str(chosen.act), str(chosen.arg), seat)

    def _fixed(self, name: str, arg: str = "") -> Any:
        def handler(seat: Seat) -> Iterator[dict[Any, Any]]:
            yield from self._run(name, arg, seat)

        return handler

    def _uploaded(self, files: list[str], seat: Seat) -> Iterator[dict[Any, Any]]:
        handed = [acts.Upload(Path(file), Path(file).name) for file in files or ()]
        try:
            for before, step in seat.upload(handed, self.assistant):
                yield from self._show(_parts(before, step), seat)
        finally:
            for one in handed:
                one.path.unlink(missing_ok=True)  # what could be read is kept among the archive's uploads

    def _run(self, name: str, arg: str, seat: Seat) -> Iterator[dict[Any, Any]]:
        for before, step in seat.act(name, arg, self.assistant):
            parts = _parts(before, step)
            # the page tells which tab it opened, the first one late on a busy machine: it is not led back there
            yield from self._show(parts - {_TAB} if name == "tab" else parts, seat)
        yield {self._seat: seat}

    def _show(self, parts: frozenset[str], seat: Seat) -> Iterator[dict[Any, Any]]:
        """Draw parts of the page as the reader's screen stands by now, one action of a reader after the other.

        Gradio goes on here once what was drawn has been sent: until then no other action draws. One that waits in
        vain draws all the same, and what was drawn before it is then drawn again.
        """
        while parts:
            ours = seat.turn.acquire(timeout=_PATIENCE)
            try:
                after, version = seat.drawing(parts)
                yield {self._seat: seat, **self._draw(parts, after, seat)}
            finally:
                if ours:
                    seat.turn.release()
            parts = seat.outdated(parts, version)

    def _draw(self, parts: frozenset[str], after: Screen, seat: Seat) -> dict[Any, Any]:
        changed: dict[Any, Any] = {
            component: screen.area(name, after, self.assistant)
            for name, component in self._areas.items()
            if name in parts
        }
        if "events" in parts and after.tab == "events":
            if after.view.charts or seat.charted:  # the page may hide late what it was told to show at once after
                changed[self._charts] = gr.Row(visible=after.view.charts)
            seat.charted = after.view.charts
            if after.view.charts:
                changed |= dict(zip(self._plots, screen.charts(after, self.assistant), strict=True))
        if _TAB in parts:
            changed[self._tabs] = gr.Tabs(selected=after.tab)
        if _WORDS in parts:
            changed[self._hint] = screen.hint(after.language)
            for component, prop, key in self._words:
                properties = {prop: screen.words(after.language, key)}
                changed[component] = gr.update(**{**(changed.get(component) or {}), **properties})
        return changed


def _parts(before: Screen, step: acts.Step) -> frozenset[str]:
    """Which parts of the page a step has changed."""
    after = step.screen
    moved = [_TAB] if after.tab != before.tab else []
    turned = [_WORDS] if after.language is not before.language else []
    return frozenset((*step.areas, *moved, *turned))


def build_app(assistant: Assistant, settings: server.Settings) -> gr.Blocks:
    """The page over an open assistant, not yet served; with tools, assistant programs may call it over MCP."""
    blocks = _App(assistant, settings).build()
    with blocks:
        for call in program_calls(assistant) if settings.tools else ():
            api(call, api_name=call.__name__, api_visibility="public", queue=False)
    return blocks


def launch(archive_folder: Path, *, host: str = "127.0.0.1", port: int = 7860) -> None:
    """Serve the page and the HTTP API over the archive in a folder until the program is stopped.

    Raises:
        UnsafeAddressError: if ``host`` reaches beyond this machine and no users are set.
        AddressTakenError: if another program has the address.
    """
    settings = server.Settings.read(os.environ, host, port)
    taken = server.listen(settings)
    with Assistant.open(archive_folder, create=True, writer=server.writer()) as assistant:
        app = mounted(assistant, settings)
        threading.Thread(target=assistant.warm, name="warm", daemon=True).start()
        server.run(
            app, settings, taken, lambda: _say(f"議答已就緒：{settings.address} （按 Ctrl-C 結束；Ctrl-C stops）")
        )


def _say(words: str) -> None:
    sys.stderr.write(f"yida: {words}\n")
    sys.stderr.flush()


def mounted(assistant: Assistant, settings: server.Settings) -> server.FastAPI:
    """The HTTP API with the page mounted on it."""
    blocks = build_app(assistant, settings)
    blocks.queue(status_update_rate="auto", api_open=False, max_size=40, default_concurrency_limit=8)
    app = server.create_app(assistant, settings)
    theme = gr.themes.Base(font=_FONTS, font_mono=_MONO, primary_hue="slate", neutral_hue="stone")
    gr.mount_gradio_app(
        app,
        blocks,
        path="/",
        server_name=settings.host,
        server_port=settings.port,
        footer_links=[],
        run_history=False,
        app_kwargs={"docs_url": None, "redoc_url": None, "openapi_url": None},
        auth=None,
        auth_message=None,
        auth_dependency=None,
        root_path="",
        allowed_paths=[],
        blocked_paths=[str(assistant.archive.path.resolve())],
        favicon_path=str(_ASSETS / "yida.svg"),
        show_error=False,
        max_file_size=server.FILE_BYTES,
        ssr_mode=False,
        node_server_name=None,
        node_port=None,
        enable_monitoring=False,
        pwa=False,
        i18n=None,
        mcp_server=settings.tools,
        theme=theme,
        css=None,
        css_paths=None,
        js=None,
        head=_HEAD,
        head_paths=None,
    )
    return app
