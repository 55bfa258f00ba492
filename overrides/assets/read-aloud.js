// Reading aloud, in the view for older readers: the text sentence by sentence, each marked while it is read.

const RATES = { 慢: 0.7, 正常: 1, 快: 1.3 };
const BLOCKS = "h1, h2, h3, h4, p, li, td, th, dt, dd, figcaption, blockquote";
const SENTENCE = /[^。！？；!?;]+[。！？；!?;”’）」]*/g;

// The sentences of an element, each with the range of text that it is.
function sentencesOf(root) {
  const found = [];
  const blocks = [...root.querySelectorAll(BLOCKS)].filter((block) => !block.querySelector(BLOCKS) && block.offsetParent !== null);
  for (const block of blocks) {
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    const nodes = [];
    let text = "";
    while (walker.nextNode()) {
      nodes.push([text.length, walker.currentNode]);
      text += walker.currentNode.data;
    }
    const place = (offset, range, end) => {
      const [start, node] = nodes.findLast(([begin]) => (end ? begin < offset : begin <= offset));
      range[end ? "setEnd" : "setStart"](node, offset - start);
    };
    for (const match of text.matchAll(SENTENCE)) {
      if (!match[0].trim()) continue;
      const range = document.createRange();
      place(match.index, range, false);
      place(match.index + match[0].length, range, true);
      found.push({ text: match[0].trim(), range });
    }
  }
  return found;
}

class Reader {
  constructor(root) {
    this.root = root;
    this.rate = RATES.正常;
    this.next = 0;
    this.state = "silent";
    this.bar = document.createElement("div");
    this.bar.className = "gz-aloud";
    this.bar.setAttribute("role", "group");
    this.bar.setAttribute("aria-label", "朗读");
    this.main = this.addButton("朗读全文", () => (this.state === "reading" ? this.pause() : this.start()));
    this.stopButton = this.addButton("停止", () => this.stop());
    this.rateButtons = Object.keys(RATES).map((name) => this.addButton(`语速${name}`, () => this.setRate(RATES[name])));
    root.before(this.bar);
    addEventListener("pagehide", () => speechSynthesis.cancel());
    this.show();
  }

  addButton(text, action) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = text;
    button.addEventListener("click", action);
    this.bar.append(button);
    return button;
  }

  show() {
    this.main.textContent = { silent: "朗读全文", reading: "暂停", paused: "继续朗读" }[this.state];
    this.stopButton.disabled = this.state === "silent";
    this.rateButtons.forEach((button, index) => button.setAttribute("aria-pressed", String(Object.values(RATES)[index] === this.rate)));
  }

  start() {
    if (this.state === "silent") [this.sentences, this.next] = [sentencesOf(this.root), 0];
    this.state = "reading";
    this.show();
    this.speak();
  }

  // A pause ends the sentence: pausing a speech is not to be relied on, and the sentence is read again afterwards.
  pause() {
    this.state = "paused";
    speechSynthesis.cancel();
    this.show();
  }

  stop() {
    this.state = "silent";
    speechSynthesis.cancel();
    this.mark(null);
    this.show();
  }

  setRate(rate) {
    this.rate = rate;
    this.show();
    if (this.state === "reading") this.speak();
  }

  speak() {
    speechSynthesis.cancel();
    const sentence = this.sentences[this.next];
    if (!sentence) {
      this.stop();
      return;
    }
    this.mark(sentence.range);
    const speech = new SpeechSynthesisUtterance(sentence.text);
    speech.lang = "zh-CN";
    speech.rate = this.rate;
    this.speech = speech;
    speech.onend = () => {
      if (this.state !== "reading" || this.speech !== speech) return;
      this.next += 1;
      this.speak();
    };
    speechSynthesis.speak(speech);
  }

  mark(range) {
    if (!("highlights" in CSS)) return;
    if (!range) {
      CSS.highlights.delete("gz-aloud");
      return;
    }
    CSS.highlights.set("gz-aloud", new Highlight(range));
    const box = range.getBoundingClientRect();
    if (box.bottom > innerHeight || box.top < 0) scrollBy(0, box.top - innerHeight / 3);
  }
}

let reader;

// Shows the controls above the text where the page has one, or takes them away.
export function offer(wanted) {
  const root = document.querySelector(".gz-text");
  if (wanted && root && !reader) reader = new Reader(root);
  else if (!wanted && reader) {
    reader.stop();
    reader.bar.remove();
    reader = undefined;
  }
}
