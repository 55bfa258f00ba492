// The search index: Pagefind over several shards, joined here. Nothing is loaded before it is needed.

import { parts, phrases, wholeText } from "./search-text.js";

// The newest year with all pages, and the stations, are searched at once; older years on demand.
const FIRST = 2;
// Where the index alone cannot tell whether documents hold a phrase, so many that do are found by reading them.
const READ = 30;

export class Index {
  constructor(root) {
    this.root = root;
    this.names = new Set();
    this.joined = Promise.resolve();
  }

  // What search.json says: key, shards, filters.
  settings() {
    this.loading ??= fetch(new URL("search.json", this.root)).then((answer) => answer.json());
    return this.loading;
  }

  // Loads what every search needs, before the first is asked for.
  async prepare() {
    const { shards, key } = await this.settings();
    await this.join(shards.slice(0, FIRST), key);
  }

  // Joins those of the shards that are not yet, one call after the other, as a search may be asked for meanwhile.
  join(shards, key) {
    this.joined = this.joined.then(() => this.add(shards.filter(({ name }) => !this.names.has(name)), key));
    return this.joined;
  }

  async add(shards, key) {
    const base = (name) => new URL(`pagefind-${name}/`, this.root).href;
    const options = (name) => ({ mergeFilter: { shard: name }, metaCacheTag: key });
    for (const { name } of shards) this.names.add(name);
    if (!shards.length) return;
    if (!this.pagefind) {
      const { name } = shards.shift();
      const { createInstance } = await import(`${base(name)}pagefind.js`);
      this.pagefind = createInstance({ ...options(name), basePath: base(name), noWorker: true });
      await this.pagefind.init();
    }
    await Promise.all(shards.map(({ name }) => this.pagefind.mergeIndex(base(name), options(name))));
  }

  // Pages for a query: those that hold it whole, those that hold its parts only, and the shards that are left to search.
  // `filters`: {name: value}; `sort`: "day" or "relevance"; `all`: in all years, not only the newest shards.
  async search(query, { filters = {}, sort = "relevance", all = false } = {}) {
    const { shards, key } = await this.settings();
    const wanted = phrases(query);
    const terms = [...new Set(wanted.flatMap((tokens) => tokens.map(({ term }) => term)))].join(" ") || null;
    const chosen = Object.fromEntries(Object.entries(filters).filter(([, value]) => value));
    const year = Number(chosen.year);
    const now = year ? shards.filter(({ years }) => years.includes(year)) : all ? shards : shards.slice(0, FIRST);
    const left = year ? [] : shards.slice(now.length);
    if (!terms && !Object.keys(chosen).length) return { whole: [], partly: [], left };
    await this.join([...new Set([...shards.slice(0, 1), ...now])], key);
    const results = sort === "day" ? await this.byDay(terms, chosen, now) : (await this.pagefind.search(terms, { filters: chosen })).results;
    const whole = [];
    const partly = [];
    for (const result of results) (holds(result.words, wanted) ? whole : partly).push(result);
    if (!wanted.some(({ loose }) => loose)) return { whole, partly, left };
    const sure = [];
    while (sure.length < READ && whole.length) {
      const [holding, not] = await this.read(whole.splice(0, READ), wanted);
      sure.push(...holding);
      partly.unshift(...not);
    }
    return { whole: [...sure, ...whole], partly, left, about: whole.length > 0 };
  }

  // Reads the documents of results: those whose text holds each phrase, and those whose does not.
  async read(results, wanted) {
    const texts = await Promise.all(results.map(async (result) => wholeText((await result.data()).raw_content)));
    const holding = texts.map((text) => wanted.every((tokens) => text.includes(tokens.text)));
    return [results.filter((_, n) => holding[n]), results.filter((_, n) => !holding[n])];
  }

  // Results newest first. Pagefind sorts within a shard only, so each is asked by itself; stations have no day.
  async byDay(terms, filters, shards) {
    const found = [];
    for (const { name } of [...shards].sort((a, b) => (a.name === "stations") - (b.name === "stations"))) {
      const { results } = await this.pagefind.search(terms, { filters: { ...filters, shard: name }, sort: { day: "desc" } });
      found.push(...results);
    }
    return found;
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
