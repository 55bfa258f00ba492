// The search index: Pagefind over several shards, joined here. Nothing is loaded before it is needed.

import { parts, phrases } from "./search-text.js";

// The newest year with all pages, and the stations, are searched at once; older years on demand.
const FIRST = 2;

export class Index {
  constructor(root) {
    this.root = root;
    this.joints = {};
  }

  // What search.json says: key, shards, filters.
  settings() {
    this.loading ??= fetch(new URL("search.json", this.root)).then((answer) => answer.json());
    return this.loading;
  }

  // Loads what every search needs, before the first is asked for.
  async prepare() {
    await this.joint("relevance", (await this.settings()).shards.slice(0, FIRST));
  }

  // The shards joined for one order of results.
  joint(sort, shards) {
    this.joints[sort] ??= new Joint(this.root, sort);
    return this.settings().then(({ key }) => this.joints[sort].add(shards, key));
  }

  // Pages for a query: those that hold it whole, those that hold its parts only, and the shards that are left to search.
  // `filters`: {name: value}; `sort`: "day" or "relevance"; `all`: in all years, not only the newest shards.
  async search(query, { filters = {}, sort = "relevance", all = false } = {}) {
    const { shards } = await this.settings();
    const wanted = phrases(query);
    const terms = [...new Set(wanted.flatMap((tokens) => tokens.map(({ term }) => term)))];
    const chosen = Object.fromEntries(Object.entries(filters).filter(([, value]) => value));
    const now = all ? shards : shards.slice(0, FIRST);
    const left = shards.slice(now.length);
    if (!terms.length && !Object.keys(chosen).length) return { whole: [], partly: [], left };
    const pagefind = await this.joint(sort, now);
    const options = { filters: chosen, sort: sort === "day" ? { day: "desc" } : {} };
    const { results } = await pagefind.search(terms.length ? terms.join(" ") : null, options);
    const whole = [];
    const partly = [];
    for (const result of results) (holds(result.words, wanted) ? whole : partly).push(result);
    return { whole, partly, left };
  }

  // What is shown of a result: address, title, day, label, excerpt; title and excerpt in pieces of [text, was it asked for].
  async show(result, query) {
    const data = await result.data();
    const { title, day, label, text } = parts(data.raw_content);
    const words = query.trim().split(/[\s\u3000]+/).filter(Boolean);
    return {
      href: new URL(data.raw_url.replace(/^\//, ""), this.root).href,
      title: marked(title, words), day, label, excerpt: marked(around(text, words), words),
    };
  }
}

// Shards joined by Pagefind. Its joined results are ordered by score alone, so where the day decides all scores weigh
// nothing: what is left is the order within each shard, and that in which shards were joined, newest first.
class Joint {
  constructor(root, sort) {
    this.root = root;
    this.sort = sort;
    this.weight = sort === "day" ? 0 : 1;
    this.names = new Set();
    this.last = Promise.resolve();
  }

  // Joins those of the shards that are not yet; gives Pagefind once all are.
  add(shards, key) {
    // One after the other, as a search may be asked for while the last one still loads.
    this.last = this.last.then(() => this.join(shards.filter(({ name }) => !this.names.has(name)), key));
    return this.last.then(() => this.pagefind);
  }

  async join(shards, key) {
    const base = (name) => new URL(`pagefind-${name}/`, this.root).href;
    const options = { indexWeight: this.weight, metaCacheTag: key };
    for (const { name } of shards) this.names.add(name);
    if (!this.pagefind) {
      const first = base(shards.shift().name);
      const { createInstance } = await import(`${first}pagefind.js`);
      this.pagefind = createInstance({ ...options, basePath: first, noWorker: true });
      await this.pagefind.init();
    }
    // Stations have no day, so they come last where it decides.
    const ordered = this.weight ? shards : [...shards].sort((a, b) => (a.name === "stations") - (b.name === "stations"));
    for (const joined of ordered.map(({ name }) => this.pagefind.mergeIndex(base(name), options))) await joined;
  }
}

// Whether the places at which tokens stand hold each phrase whole: all its tokens at their distances from one place.
function holds(places, wanted) {
  const known = new Set(places);
  return wanted.every((tokens) =>
    places.some((place) => tokens.every(({ offset }) => known.has(place - tokens[0].offset + offset))));
}

// The piece of a text around the first of the words, from the beginning of a sentence where that is near.
function around(text, words, before = 30, length = 90) {
  const low = text.toLowerCase();
  const places = words.map((word) => low.indexOf(word.toLowerCase())).filter((place) => place >= 0);
  const place = places.length ? Math.min(...places) : 0;
  let start = Math.max(0, place - before);
  const sentence = text.slice(start, place).search(/[。！？；\s][^。！？；\s]*$/);
  if (start > 0 && sentence >= 0) start += sentence + 1;
  const end = Math.min(text.length, start + length);
  return (start > 0 ? "…" : "") + text.slice(start, end).trim() + (end < text.length ? "…" : "");
}

function marked(text, words) {
  const known = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
  if (!known) return [[text, false]];
  return text.split(new RegExp(`(${known})`, "i")).map((piece, n) => [piece, n % 2 === 1]).filter(([piece]) => piece);
}
