// The search box in the masthead: a combobox whose list shows results while one types.

import { explain, index, make, pageFor, pieces, recent, SHOWN } from "./search-common.js";

const PAUSE = 150;

export class Box {
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
      const more = left.length ? `查看全部结果，包括 ${Math.min(...left.flatMap(({ years }) => years))}年以来的稿件` : "查看全部结果";
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
