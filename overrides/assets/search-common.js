// What the search box and the search page share.

import { Index } from "./search-index.js";

export const ROOT = new URL("..", import.meta.url);
export const SHOWN = 10;
export const index = new Index(ROOT);
const RECENT = "gazette-recent-searches";

export const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== false) element.setAttribute(name, value);
  element.append(...children);
  return element;
};
export const pieces = (list) => list.map(([text, asked]) => (asked ? make("mark", {}, text) : text));
export const pageFor = (query) => {
  const address = new URL("search.html", ROOT);
  if (query) address.searchParams.set("q", query);
  return address.href;
};

// Recent searches stay on this device.
export const recent = {
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

export const explain = (query) => {
  const length = Array.from(query.trim()).length;
  return length === 1 && /[\u3400-\u9fff]/.test(query) ? "请再输入一个字" : "没有找到";
};
