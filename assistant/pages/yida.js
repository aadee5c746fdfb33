// Runs once for each HTML area of the page: passes what a reader chooses on to the program.
// Given by Gradio: element (the area), trigger (sends an event).
const status = (words) => {
  const live = document.getElementById("y-live");
  if (live) live.textContent = words;
};

const copy = async (button) => {
  const text = button.dataset.copy;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  const before = button.textContent;
  button.textContent = button.dataset.done;
  status(button.dataset.done);
  setTimeout(() => { button.textContent = before; }, 1600);
};

const sort = (button) => {
  const head = button.closest("th");
  const table = button.closest("table");
  const up = head.getAttribute("aria-sort") !== "ascending";
  const key = (row) => {
    const cell = row.cells[head.cellIndex];
    return cell.dataset.key ?? cell.textContent.trim();
  };
  const rows = [...table.tBodies[0].rows];
  rows.sort((a, b) => key(a).localeCompare(key(b), "zh-Hant", { numeric: true }) * (up ? 1 : -1));
  table.tBodies[0].append(...rows);
  for (const one of head.parentElement.cells) if (one.hasAttribute("aria-sort")) one.setAttribute("aria-sort", "none");
  head.setAttribute("aria-sort", up ? "ascending" : "descending");
};

const dark = (on) => {
  document.body.classList.toggle("dark", on);
  document.documentElement.style.colorScheme = on ? "dark" : "light";
};

element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button || !element.contains(button) || button.disabled) return;
  const data = button.dataset;
  if (data.copy !== undefined) copy(button);
  else if (data.sort !== undefined) sort(button);
  else if (data.all !== undefined) {
    const rows = button.closest(".y-rows");
    rows.classList.add("y-whole");
    rows.querySelector("tbody tr:nth-child(13) .y-title")?.focus();
  }
  else if (data.theme !== undefined) {
    dark(!document.body.classList.contains("dark"));
    localStorage.setItem("yida-theme", document.body.classList.contains("dark") ? "dark" : "light");
  } else if (data.act === "show") element.querySelector(data.arg)?.scrollIntoView({ block: "start" });
  else if (data.act === "focus") document.querySelector(data.arg)?.focus();
  else if (data.act) trigger("click", { act: data.act, arg: data.arg ?? "" });
});

// A button drawn anew between a press and its release would hear no click.
let pressed = null;
const same = (one, other) => one.dataset.act === other.dataset.act && one.dataset.arg === other.dataset.arg;
element.addEventListener("pointerdown", (event) => { pressed = event.target.closest("button[data-act]"); });
document.addEventListener("pointerup", (event) => {
  const [was, now] = [pressed, event.target.closest?.("button[data-act]")];
  pressed = null;
  if (was && !was.isConnected && now && element.contains(now) && same(was, now)) now.click();
});

// Forms inside an area are sent as one action with all their fields.
element.addEventListener("submit", (event) => {
  event.preventDefault();
  const form = event.target;
  trigger("click", { act: form.dataset.act, arg: JSON.stringify(Object.fromEntries(new FormData(form))) });
});

element.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && element.querySelector(".y-source")) trigger("click", { act: "close", arg: "" });
});

// A mark of a chart leads to the events behind it; the area of the table listens for all charts.
if (element.closest("#y-table")) {
  setInterval(() => {
    for (const plot of document.querySelectorAll("#y-charts .js-plotly-plot")) {
      if (plot.yidaBound || !plot.on) continue;
      plot.yidaBound = true;
      plot.on("plotly_click", (event) => {
        const chosen = event.points[0]?.customdata;
        if (chosen) trigger("click", { act: "narrow", arg: String(chosen) });
      });
    }
  }, 700);
}

// What a reader works with is drawn anew with every step; the keyboard's place in it is kept.
const home = element.closest(".y-area")?.id;
const placeOf = (one) => {
  const data = one?.dataset ?? {};
  if (data.act) return `[data-act="${CSS.escape(data.act)}"]` + (data.arg ? `[data-arg="${CSS.escape(data.arg)}"]` : "");
  return one?.name ? `[name="${CSS.escape(one.name)}"]` : "";
};
element.addEventListener("pointerdown", () => { window.yidaFocus = undefined; });
element.addEventListener("focusin", (event) => {
  const act = event.target.dataset.act;
  window.yidaFocus = { home, place: placeOf(event.target), act, words: event.target.textContent };
});

const NEXT = {
  ask: [".y-turn:last-child h2[tabindex]"], retry: [".y-turn:last-child h2[tabindex]"], drop: [".y-turn:last-child h2[tabindex]"],
  remove: ["[data-act=remove_now]", "h1"], remove_now: ["h1"], review: ["[data-act=review]"], correct: ["[data-act=review]", "h1"],
  filter: [".y-filters button"],
};
const refocus = () => {
  const last = window.yidaFocus;
  if (!last || last.home !== home || last.act === "profile" || (document.activeElement && document.activeElement !== document.body)) return;
  if (element.querySelector(".y-wait, [aria-busy]")) return;
  const there = (place) => element.querySelector(`${place}:not(:disabled)`);
  const alike = () => [...element.querySelectorAll(`[data-act="${last.act}"]:not(:disabled)`)].find((one) => one.textContent === last.words);
  const led = NEXT[last.act];
  const found = (last.place && there(last.place)) || (led ? led.map(there).find(Boolean) : alike());
  if (found?.matches("input, select, textarea") && matchMedia("(pointer: coarse)").matches) return; // no keyboard pops up
  if (found && found.tabIndex < 0 && !found.hasAttribute("tabindex")) found.tabIndex = -1;
  found?.focus({ preventScroll: true });
};
const comeBack = () => {
  const opener = window.yidaOpener;
  window.yidaOpener = undefined;
  if (opener?.place) document.querySelector(`#${opener.home} :is(${opener.place})`)?.focus({ preventScroll: true });
};

const updated = () => {
  const page = element.querySelector("[data-lang]");
  if (page) {
    document.documentElement.lang = page.dataset.lang;
    document.title = page.dataset.title;
  }
  const save = element.querySelector("a[data-save]");
  if (save && save.dataset.save !== window.yidaSaved) {
    window.yidaSaved = save.dataset.save;
    save.click();
  }
  const panel = element.querySelector(".y-source");
  if (panel && panel.dataset.opened !== window.yidaOpened) {
    window.yidaOpened = panel.dataset.opened;
    if (window.yidaFocus?.home !== home) window.yidaOpener = window.yidaFocus;
    panel.querySelector("h2")?.focus({ preventScroll: true });
    const mark = panel.querySelector(".y-text mark");
    const scroller = document.getElementById("y-source");
    if (mark) scroller.scrollTop += mark.getBoundingClientRect().top - scroller.getBoundingClientRect().top - 220;
  }
  if (element.closest("#y-source") && !panel && window.yidaOpened) {
    window.yidaOpened = undefined;
    comeBack();
  }
  const about = element.querySelector(".y-profile-head");
  if (about && about.innerText !== window.yidaAbout) {
    about.scrollIntoView({ block: "start", behavior: "instant" });
    about.querySelector("h1").focus({ preventScroll: true });
  }
  if (home === "y-events") window.yidaAbout = about?.innerText;
  const turns = element.querySelectorAll(".y-turn");
  const telling = turns.length && turns[turns.length - 1].querySelector("[aria-busy], .y-wait") !== null;
  if (turns.length && (turns.length !== window.yidaTurns || telling || window.yidaTelling)) {
    window.yidaTurns = turns.length;
    window.yidaTelling = telling;
    turns[turns.length - 1].scrollIntoView({ block: "start", behavior: "instant" });
  }
  refocus();
};
let due = 0;
new MutationObserver(() => {
  cancelAnimationFrame(due);
  due = requestAnimationFrame(updated);
}).observe(element, {
  childList: true, subtree: true, characterData: true, attributeFilter: ["aria-busy", "data-lang", "data-opened", "data-save"],
});
const chosen = localStorage.getItem("yida-theme");
if (chosen) dark(chosen === "dark");
updated();
