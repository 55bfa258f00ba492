// Tables that readers can put in order by a column: a button in each heading, as the ARIA Authoring Practices have it.
// Numbers (those written in Chinese too) and dates go by value, words by pinyin; what is not known comes last either way.
const BY_PINYIN = new Intl.Collator("zh-CN", { numeric: true });
const UNKNOWN = new Set(["", "—", "-", "待补充", "没有说明", "没有公布"]);
const DIGITS = new Map([..."〇一二三四五六七八九"].map((digit, value) => [digit, value]).concat([["零", 0], ["两", 2]]));
const TENS = new Map([["十", 10], ["百", 100], ["千", 1000]]);
const LARGE = new Map([["万", 1e4], ["亿", 1e8]]);
const NUMBER = /^[第约近共超]?\s*(-?\d[\d,，]*(?:\.\d+)?)\s*[余多]?([万亿]?)[余多]?\s*[%％\p{Script=Han}]{0,4}$/u;
const CHINESE = /^第?([〇零一二两三四五六七八九十百千万亿]+)[余多]?[个项名人家篇次条号期届年月日]?$/u;
const DATE = /^(\d{4})\s*[-年./]\s*(\d{1,2})(?:\s*[-月./]\s*(\d{1,2}))?\s*[月日]?$/;

function chineseNumber(text) {
  let total = 0, section = 0, digit = 0;
  for (const sign of text) {
    if (DIGITS.has(sign)) digit = DIGITS.get(sign);
    else if (TENS.has(sign)) {
      section += (digit || 1) * TENS.get(sign);
      digit = 0;
    } else {
      total = (total + section + digit) * LARGE.get(sign);
      section = digit = 0;
    }
  }
  return total + section + digit;
}

const READERS = [
  (text) => { const found = DATE.exec(text); return found && found[1] * 1e4 + found[2] * 100 + Number(found[3] ?? 0); },
  (text) => { const found = NUMBER.exec(text); return found && Number(found[1].replace(/[,，]/g, "")) * (LARGE.get(found[2]) ?? 1); },
  (text) => { const found = CHINESE.exec(text); return found && chineseNumber(found[1]); },
];

// The values of a column: numbers where every known cell is one of the same kind, else the words.
function valuesOf(texts) {
  const known = texts.map((text) => (UNKNOWN.has(text) ? null : text));
  for (const read of READERS) {
    const values = known.map((text) => (text === null ? null : read(text)));
    if (values.every((value, row) => (value === null) === (known[row] === null))) return values;
  }
  return known;
}

function compare(one, other) {
  return typeof one === "number" ? one - other : BY_PINYIN.compare(one, other);
}

function sort(table, place, descending) {
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const values = valuesOf(rows.map((row) => row.cells[place]?.textContent.trim() ?? ""));
  const order = rows.map((_, row) => row).sort((one, other) => {
    if (values[one] === null || values[other] === null) return (values[one] === null) - (values[other] === null);
    return descending ? compare(values[other], values[one]) : compare(values[one], values[other]);
  });
  body.append(...order.map((row) => rows[row]));
}

function prepare(table) {
  const headings = [...table.tHead.rows[0].cells];
  const status = document.createElement("p");
  status.className = "gz-hidden";
  status.setAttribute("role", "status");
  (table.closest(".gz-scroll") ?? table).after(status);
  headings.forEach((heading, place) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "gz-sort";
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener("click", () => {
      const descending = heading.ariaSort === "ascending";
      sort(table, place, descending);
      for (const other of headings) other.removeAttribute("aria-sort");
      heading.setAttribute("aria-sort", descending ? "descending" : "ascending");
      status.textContent = `已按“${button.textContent.trim()}”${descending ? "从大到小（从后到前）" : "从小到大（从前到后）"}排列`;
    });
  });
}

document.querySelectorAll("table[data-sort]").forEach(prepare);
