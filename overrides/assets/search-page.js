// search.html: results for the query in the address, with filters; every state has its own address.

import { explain, index, make, pieces, recent, SHOWN } from "./search-common.js";

export class ResultsPage {
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
    this.start().finally(() => place.classList.add("gz-search-page--ready"));
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
    const all = Boolean(this.state.all || this.state.sort);
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
