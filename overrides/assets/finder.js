// The finder of service stations. Its state is in the address, so that a link, the back button and a reload keep it.
// The reader's place stays on the device: it is neither in the address nor sent anywhere.
import { StationIndex } from "./finder-index.js";
import { exception, shanghai, statusOf } from "./opening.js";

const PAGE = 20;
const MOST_PRINTED = 1000;
const TEXTS = ["q", "town", "type", "service", "organization"];
const FLAGS = ["open", "weekend", "accessible"];

const finder = document.querySelector(".gz-finder");
const form = finder.querySelector("form");
const status = finder.querySelector(".gz-finder__status");
const hint = finder.querySelector(".gz-finder__hint");
const list = finder.querySelector(".gz-results");
const more = finder.querySelector(".gz-finder__more");
const near = finder.querySelector(".gz-finder__near");
const root = finder.dataset.root;

let index;
let found = [];
let shown = PAGE;
let place = null;

function element(name, { text, className, ...attributes } = {}, ...children) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children.filter(Boolean));
  return made;
}

function query() {
  const values = {};
  for (const name of TEXTS) values[name] = form.elements[name].value.trim();
  for (const name of FLAGS) values[name] = form.elements[name].checked;
  return values;
}

function readAddress() {
  const parameters = new URLSearchParams(location.search);
  for (const name of TEXTS) form.elements[name].value = parameters.get(name) ?? "";
  for (const name of FLAGS) form.elements[name].checked = parameters.has(name);
  shown = Math.max(PAGE, Number.parseInt(parameters.get("n"), 10) || PAGE);
}

function writeAddress() {
  const values = query();
  const parameters = new URLSearchParams();
  for (const name of TEXTS) if (values[name]) parameters.set(name, values[name]);
  for (const name of FLAGS) if (values[name]) parameters.set(name, "1");
  if (shown > PAGE) parameters.set("n", shown);
  const search = parameters.toString();
  history.replaceState(history.state, "", search ? `?${search}` : location.pathname);
}

function distanceWords(km) {
  return km < 0.995 ? `${Math.max(10, Math.round(km * 100) * 10)} 米` : `${km.toFixed(1)} 公里`;
}

function phoneLinks(phones) {
  return phones.split("、").filter(Boolean).map((phone) =>
    element("a", { className: "gz-call", href: `tel:${phone.replace(/-/g, "")}`, text: `打电话 ${phone}` }));
}

function item({ row, km }, date) {
  const { data } = index;
  const hours = index.hoursOf(row);
  const { state, badge, text } = statusOf(hours, data.calendar, date);
  const where = [index.townOf(row), index.communityOf(row), data.address[row]].filter(Boolean).join(" ");
  const today = element("p", { className: "gz-result__today", "data-state": state },
    badge && element("span", { className: "gz-state", text: badge }), text);
  return element("li", { className: "gz-result" },
    element("h2", {}, element("a", { href: `${root}stations/${data.id[row]}.html`, text: data.name[row] })),
    element("p", { className: "gz-result__kind", text: data.types[data.type[row]] }),
    text && today,
    (where || km < Infinity) && element("p", { className: "gz-result__where" },
      km < Infinity && element("b", { text: `${distanceWords(km)} ` }), where),
    hours && element("p", { className: "gz-result__hours", text: hours.words }),
    element("div", { className: "gz-actions" }, ...phoneLinks(data.phone[row])));
}

function draw(count = shown) {
  const date = shanghai();
  list.replaceChildren(...found.slice(0, count).map((one) => item(one, date)));
  more.hidden = found.length <= count;
  more.textContent = `再显示${Math.min(PAGE, found.length - count)}个（共${found.length}个）`;
}

function search() {
  const date = shanghai();
  const values = query();
  found = index.find(values, place, date);
  const total = index.size;
  status.textContent = found.length ? `找到 ${found.length} 个站点${found.length < total ? `（共 ${total} 个）` : ""}` : "没有找到符合条件的站点。";
  const special = exception(index.data.calendar, date);
  const hints = [];
  if (!found.length) hints.push("可以少选一个条件，或者只输入名称里的几个字、拼音首字母。");
  if (special) hints.push(`今天是${special}，没有写明是否开放的站点请先打电话。`);
  else if (values.open) hints.push("“现在开放”只列出开放时间明确的站点，去之前最好先打电话。");
  if (place) hints.push("按离您的远近排列。您的位置只在这台设备上使用，不会发送出去。");
  hint.textContent = hints.join("");
  hint.hidden = !hints.length;
  draw();
  writeAddress();
}

function changed() {
  shown = PAGE;
  search();
}

function locate() {
  if (place) {
    place = null;
    near.setAttribute("aria-pressed", "false");
    changed();
    return;
  }
  if (!navigator.geolocation || !window.isSecureContext) {
    tell("这个浏览器现在不能定位。请按镇街查找。");
    return;
  }
  tell("正在定位……");
  navigator.geolocation.getCurrentPosition(({ coords }) => {
    place = { lon: coords.longitude, lat: coords.latitude };
    near.setAttribute("aria-pressed", "true");
    changed();
  }, () => tell("没有得到您的位置。可以在浏览器里允许定位，或者按镇街查找。"), { timeout: 10000, maximumAge: 60000 });
}

function tell(text) {
  hint.textContent = text;
  hint.hidden = false;
}

function fillChoices() {
  const { data } = index;
  const choices = { town: data.towns, type: data.types, service: data.serviceNames, organization: data.organizationNames };
  for (const [name, values] of Object.entries(choices)) {
    form.elements[name].append(...values.map((value) => element("option", { value, text: value })));
    form.elements[name].closest(".gz-field").hidden = values.length < 2;
  }
  const { hoursTexts, accessible, lon } = data;
  // A filter that nothing could pass would only confuse.
  for (const name of ["open", "weekend"]) form.elements[name].closest("label").hidden = !hoursTexts.length;
  form.elements.accessible.closest("label").hidden = !accessible.includes("1");
  near.hidden = lon.every((one) => one === null);
}

function showMore() {
  const first = shown;
  shown += PAGE;
  draw();
  writeAddress();
  list.children[first]?.querySelector("a").focus({ preventScroll: true });
}

function start(data) {
  index = new StationIndex(data);
  fillChoices();
  readAddress();
  finder.classList.add("gz-finder--ready");
  document.querySelector(".gz-directory")?.classList.add("gz-directory--short");
  search();
  if (history.state?.finderScroll) scrollTo(0, history.state.finderScroll);
  performance.mark("gazette-finder-ready");
}

form.addEventListener("input", changed);
form.addEventListener("reset", () => setTimeout(() => { place = null; near.setAttribute("aria-pressed", "false"); changed(); }));
form.addEventListener("submit", (event) => {
  event.preventDefault();
  list.querySelector("a")?.focus();
});
more.addEventListener("click", showMore);
near.addEventListener("click", locate);
finder.querySelector(".gz-print").addEventListener("click", () => window.print());
addEventListener("beforeprint", () => index && draw(MOST_PRINTED));
addEventListener("afterprint", () => index && draw());
addEventListener("popstate", () => { if (index) { readAddress(); search(); } });
addEventListener("pagehide", () => history.replaceState({ ...history.state, finderScroll: scrollY }, ""));
setInterval(() => index && draw(), 60000);

fetch(finder.dataset.source).then((answer) => answer.json()).then(start, () => {
  // Without a connection the lists by type and town below carry the same rows.
  finder.hidden = true;
});
