// The rules of scripts/gazette/search_text.py for the browser: what is typed becomes tokens, tokens become text again.

const FIRST = 0x3400;
const RUN = /[\u3400-\u9fff]+|[A-Za-z0-9]+|\s+|[^\s\u3400-\u9fffA-Za-z0-9]/gu;
const LETTER = /^[\p{L}\p{N}]/u;
const HAN = /^[\u3400-\u9fff]/;
export const BREAK = "¶";
export const PART = "‖";

const narrow = (text) =>
  text.replace(/[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0));
const code = (character) => (character.charCodeAt(0) - FIRST).toString(36).padStart(3, "0");
const character = (digits) => String.fromCharCode(parseInt(digits, 36) + FIRST);
const isHan = (run) => HAN.test(run);
const isLetter = (run) => run !== undefined && LETTER.test(run) && !isHan(run);

// The tokens of one phrase, each with its distance from the phrase's beginning. All pairs are looked for: the index tells
// where tokens stand, not which, and only a chain of pairs can stand in no other order.
// `loose` tells that a mark is among them: what stands on its two sides is no chain, and may stand the other way round.
export function phrase(text) {
  const runs = Array.from(narrow(text).matchAll(RUN), ([run]) => run).filter((run) => !/^\s/.test(run));
  while (runs.length && !LETTER.test(runs[0])) runs.shift();
  while (runs.length && !LETTER.test(runs.at(-1))) runs.pop();
  const tokens = [];
  tokens.text = runs.join("").toLowerCase();
  tokens.loose = runs.some((run) => !LETTER.test(run));
  let place = 0;
  runs.forEach((run, index) => {
    if (isHan(run)) place += hanTokens(run, runs[index - 1], runs[index + 1], place, tokens);
    else {
      if (/^[A-Za-z0-9]/.test(run)) tokens.push({ term: `z${run.toLowerCase()}`, offset: place });
      else if (isLetter(run)) tokens.push({ term: `y${run.codePointAt(0).toString(36)}`, offset: place });
      place += 1;
    }
  });
  return tokens;
}

// Adds the tokens of a run of Han characters at `place`; gives the number of places it takes in the index.
function hanTokens(run, before, after, place, tokens) {
  const codes = Array.from(run, code);
  const pairs = codes.length - 1;
  const start = isLetter(before) ? 1 : 0;
  const end = isLetter(after) ? 1 : 0;
  for (let n = 0; n < pairs; n += 1) tokens.push({ term: codes[n] + codes[n + 1], offset: place + start + n });
  if (!pairs) {
    if (start) tokens.push({ term: `${codes[0]}s`, offset: place });
    else if (end || (before && after)) tokens.push({ term: `${codes[0]}x`, offset: place });
    return start + end || 1;
  }
  return start + pairs + end;
}

// What is typed: phrases separated by spaces, each of which a page must hold.
export function phrases(query) {
  return query.trim().split(/[\s\u3000]+/).map(phrase).filter((tokens) => tokens.length);
}

// Tokens back to the text they were made from.
export function decode(tokens) {
  let text = "";
  tokens.forEach((token, index) => {
    const next = tokens[index + 1] ?? "";
    if (token[0] === "z" && token.length > 1) text += token.slice(1);
    else if (token[0] === "y" && token.length > 1) text += String.fromCodePoint(parseInt(token.slice(1), 36));
    else if (token === BREAK) text += " ";
    else if (token.length === 6) {
      text += character(token.slice(0, 3));
      if (next.length !== 6 || next.slice(0, 3) !== token.slice(3)) text += character(token.slice(3));
    } else if (/^[0-9a-l][0-9a-z]{2}[sx]$/.test(token)) text += lone(token, tokens[index - 1] ?? "", next);
    else text += token;
  });
  return text;
}

// The character of a token for the first or last of a run, where no pair holds it already.
function lone(token, before, next) {
  const digits = token.slice(0, 3);
  const held = token[3] === "s"
    ? next.startsWith(digits)
    : before.length === 6 && before.endsWith(digits);
  return held ? "" : character(digits);
}

// The parts of an indexed document: title, day, label, text; what follows is only there to be found (pinyin).
export function parts(content) {
  const found = [[]];
  for (const token of content.split(" ")) {
    if (token === PART) found.push([]);
    else found.at(-1).push(token);
  }
  const [title, day, label, text] = found.map(decode);
  return { title, day, label, text: text ?? "" };
}

// All of an indexed document as one text, to look for a phrase in.
export function wholeText(content) {
  return decode(content.split(" ")).replaceAll(" ", "").toLowerCase();
}
