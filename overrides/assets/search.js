// The search box of every page and the results on search.html. Without this script the box leads to that page's lists.

import { Index } from "./search-index.js";

const ROOT = new URL("..", import.meta.url);
const RECENT = "gazette-recent-searches";
const PAUSE = 150;
const SHOWN = 10;
const index = new Index(ROOT);

const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== false) element.setAttribute(name, value);
  element.append(...children);
  return element;
};
const pieces = (list) => list.map(([text, asked]) => (asked ? make("mark", {}, text) : text));
const pageFor = (query) => {
  const address = new URL("search.html", ROOT);
  if (query) address.searchParams.set("q", query);
  return address.href;
};

// Recent searches stay on this device.
const recent = {
  list() {
    try { return JSON.parse(localStorage.getItem(RECENT) ?? "[]"); } catch { return []; }
  },
  keep(query) {
    const all = [query, ...this.list().filter((other) => other !== query)].slice(0, 5);
    try { localStorage.setItem(RECENT, JSON.stringify(all)); } catch { /* private mode */ }
  },
  forget() {
    try { localStorage.removeItem(RECENT); } catch { /* private mode */ }
  },
};

const explain = (query) => {
  const length = Array.from(query.trim()).length;
  return length === 1 && /[\u3400-\u9fff]/.test(query) ? "请再输入一个字" : "没有找到";
};

class Box {
  constructor(form) {
    this.form = form;
    this.input = form.querySelector("input");
    this.list = form.querySelector("[role=listbox]");
    this.status = form.querySelector("[role=status]");
    this.input.addEventListener("focus", () => this.open());
    this.input.addEventListener("input", () => this.later());
    this.input.addEventListener("keydown", (event) => this.key(event));
    form.addEventListener("submit", (event) => this.submit(event));
    form.querySelector(".gz-search__close").addEventListener("click", () => this.close(true));
    document.addEventListener("pointerdown", (event) => { if (!form.contains(event.target)) this.close(); });
    form.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !form.contains(event.relatedTarget)) this.close();
    });
  }

  open() {
    this.form.classList.add("gz-search--open");
    index.prepare().catch(() => {});
    if (!this.input.value.trim()) this.recent();
    else this.find();
  }

  close(blur = false) {
    this.form.classList.remove("gz-search--open");
    this.show([]);
    if (blur) this.input.blur();
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.find(), PAUSE);
  }

  recent() {
    const items = recent.list().map((query) => this.option(pageFor(query), [query], "最近搜索"));
    this.show(items);
    this.status.textContent = "";
  }

  async find() {
    const query = this.input.value.trim();
    const turn = (this.turn = (this.turn ?? 0) + 1);
    if (!query) {
      this.recent();
      return;
    }
    try {
      const { whole, partly, left, about } = await index.search(query);
      const some = await Promise.all([...whole, ...partly].slice(0, SHOWN).map((result) => index.show(result, query)));
      if (turn !== this.turn) return;
      const items = some.map((found) => this.option(found.href, pieces(found.title), [found.label, found.day].filter(Boolean).join(" "), pieces(found.excerpt)));
      const more = left.length ? `查看全部结果，包括 ${left.at(-1).label.slice(0, 4)}年以来的稿件` : "查看全部结果";
      items.push(this.option(pageFor(query), [more], ""));
      this.show(items);
      this.status.textContent = some.length ? `找到${about ? "约" : ""} ${whole.length} 条${left.length ? "（较新的内容）" : ""}` : explain(query);
    } catch {
      this.status.textContent = "搜索暂时用不了，请按回车到搜索页查看目录";
    }
  }

  option(href, title, label, excerpt = []) {
    const link = make("a", { href, tabindex: "-1" }, make("span", { class: "gz-search__title" }, ...title));
    if (excerpt.length) link.append(make("span", { class: "gz-search__excerpt" }, ...excerpt));
    if (label) link.append(make("span", { class: "gz-search__label" }, label));
    return make("li", { role: "option", "aria-selected": "false" }, link);
  }

  show(items) {
    items.forEach((item, number) => { item.id = `gz-option-${number}`; });
    this.list.replaceChildren(...items);
    this.list.hidden = !items.length;
    this.input.setAttribute("aria-expanded", String(items.length > 0));
    this.chosen = -1;
    this.input.removeAttribute("aria-activedescendant");
  }

  key(event) {
    if (event.key === "Escape") {
      this.close(true);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      this.choose(event.key === "ArrowDown" ? 1 : -1);
    }
  }

  choose(step) {
    const options = this.list.children;
    if (!options.length) return;
    options[this.chosen]?.setAttribute("aria-selected", "false");
    this.chosen = (this.chosen + step + options.length) % options.length;
    options[this.chosen].setAttribute("aria-selected", "true");
    options[this.chosen].scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", options[this.chosen].id);
  }

  submit(event) {
    const query = this.input.value.trim();
    if (query) recent.keep(query);
    const link = this.list.children[this.chosen]?.querySelector("a");
    if (link) {
      event.preventDefault();
      location.href = link.href;
    }
  }
}

// search.html: results for the query in the address, with filters; every state has its own address.
class ResultsPage {
  constructor(place) {
    this.state = Object.fromEntries(new URLSearchParams(location.search));
    this.filters = make("div", { class: "gz-results__filters" });
    this.status = make("p", { class: "gz-meta", role: "status" });
    this.list = make("ol", { class: "gz-cards gz-results" });
    this.more = make("button", { type: "button", class: "gz-button", hidden: "" }, "显示更多");
    this.more.addEventListener("click", () => this.append());
    this.older = make("button", { type: "button", class: "gz-button", hidden: "" }, "查找全部年份");
    this.older.addEventListener("click", () => this.change("all", "1"));
    place.append(this.filters, this.status, this.list, this.more, this.older);
    document.querySelector(".gz-search input").value = this.state.q ?? "";
    this.start();
  }

  async start() {
    const { filters } = await index.settings();
    const choices = [{ name: "sort", label: "排序", values: ["按时间"], first: "按相关程度" }, ...filters];
    for (const { name, label, values, first = "全部" } of choices) {
      const select = make("select", {}, make("option", { value: "" }, first), ...values.map((value) => make("option", { value }, value)));
      select.value = this.state[name] ?? "";
      select.addEventListener("change", () => this.change(name, select.value));
      this.filters.append(make("label", {}, `${label} `, select));
    }
    this.names = filters.map(({ name }) => name);
    if (this.state.q) recent.keep(this.state.q);
    await this.run();
  }

  change(name, value) {
    if (value) this.state[name] = value;
    else delete this.state[name];
    history.replaceState(null, "", `?${new URLSearchParams(this.state)}`);
    this.run();
  }

  async run() {
    const query = this.state.q ?? "";
    const filters = Object.fromEntries(this.names.map((name) => [name, this.state[name]]));
    if (!query.trim() && !Object.values(filters).some(Boolean)) {
      this.status.textContent = "在上面的框里输入要找的词，例如站点名称、栏目、事项。";
      return;
    }
    const turn = (this.turn = (this.turn ?? 0) + 1);
    this.status.textContent = "正在查找……";
    // Older years are asked where the reader wants them, or where the newer ones do not fill a page.
    const all = Boolean(this.state.all || this.state.year || this.state.sort);
    const wanted = { filters, sort: this.state.sort ? "day" : "relevance" };
    try {
      let found = await index.search(query, { ...wanted, all });
      if (found.left.length && found.whole.length < SHOWN) found = await index.search(query, { ...wanted, all: true });
      if (turn === this.turn) await this.begin(found, query);
    } catch {
      this.status.textContent = "搜索暂时用不了，请用下面的目录查找。";
    }
  }

  async begin({ whole, partly, about, left }, query) {
    this.query = query;
    this.left = [...whole, ...partly];
    const items = await this.render(this.left.splice(0, SHOWN));
    this.list.replaceChildren(...items);
    this.more.hidden = !this.left.length;
    const parts = partly.length ? `，另有 ${partly.length} 条只含其中一部分` : "";
    const found = whole.length + partly.length ? `找到${about ? "约" : ""} ${whole.length} 条${parts}` : explain(query);
    this.status.textContent = left.length ? `在较新的内容里${found}` : found;
    this.older.hidden = !left.length;
    if (!whole.length && !partly.length) this.help();
  }

  help() {
    this.list.replaceChildren(make("li", {}, "可以换一个更短的词，去掉筛选条件，或者用下面的目录查找。"));
  }

  async append() {
    this.list.append(...(await this.render(this.left.splice(0, SHOWN))));
    this.more.hidden = !this.left.length;
  }

  async render(results) {
    const shown = await Promise.all(results.map((result) => index.show(result, this.query)));
    return shown.map(({ href, title, day, label, excerpt }) =>
      make("li", { class: "gz-card" },
        make("h2", { class: "gz-card__title" }, make("a", { href }, ...pieces(title))),
        make("p", { class: "gz-card__summary" }, ...pieces(excerpt)),
        make("p", { class: "gz-card__meta" }, ...(day ? [make("time", { datetime: day }, day)] : []), label)));
  }
}

const form = document.querySelector(".gz-search");
if (form) {
  const box = new Box(form);
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if ((event.key === "/" && !typing) || (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey))) {
      event.preventDefault();
      box.input.focus();
      box.input.select();
    }
  });
}
const place = document.querySelector(".gz-search-page");
if (place) new ResultsPage(place);
