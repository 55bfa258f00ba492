// How the site looks on this device: light or dark (the reader's choice, else that of the system), and the view for
// older readers: large text, large targets, little besides the text, and reading aloud.
(() => {
  const { src: base } = document.currentScript;
  // Before anything is drawn: what only scripts give has its place from the start. No browser runs modules from a folder.
  document.documentElement.classList.add("gz-scripts");
  document.documentElement.classList.toggle("gz-modules", location.protocol !== "file:" && "noModule" in document.currentScript);
  const system = matchMedia("(prefers-color-scheme: dark)");
  const read = (key) => {
    try { return localStorage.getItem(key); } catch { return null; }
  };
  const keep = (key, value) => {
    try { localStorage.setItem(key, value); } catch { /* private mode: the choice lasts for this page */ }
  };
  const isDark = () => (read("gazette-scheme") ?? (system.matches ? "dark" : "light")) === "dark";
  const isElder = () => read("gazette-view") === "elder";
  const button = (selector, text, label, pressed) => {
    const element = document.querySelector(selector);
    if (!element) return;
    element.textContent = text;
    if (label) element.setAttribute("aria-label", label);
    if (pressed !== undefined) element.setAttribute("aria-pressed", String(pressed));
  };
  const show = (dark, elder) => {
    document.body.dataset.mdColorScheme = dark ? "slate" : "default";
    document.documentElement.classList.toggle("gz-elder", elder);
    button(".gz-scheme", dark ? "浅色" : "深色", dark ? "换成浅色" : "换成深色");
    button(".gz-view", "长辈版", "", elder);
  };
  const readAloud = (elder) => {
    if ("speechSynthesis" in window) import(new URL("read-aloud.js", base)).then((module) => module.offer(elder));
  };
  // What scrolls sideways must be reached by keyboard.
  const letScroll = () => document.querySelectorAll(".md-typeset table, .gz-scroll").forEach((box) => {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  });
  // On a phone the mark of where the reader is would be out of sight.
  const showPlace = () => {
    const here = document.querySelector(".gz-here");
    if (here) here.parentElement.scrollLeft = here.offsetLeft - (here.parentElement.clientWidth - here.clientWidth) / 2;
  };
  // From here on the style sheet keeps the buttons' room free, so that nothing moves when they come.
  document.documentElement.classList.add("gz-script");
  show(isDark(), isElder());
  system.addEventListener("change", () => show(isDark(), isElder()));
  document.addEventListener("DOMContentLoaded", () => {
    let dark = isDark(), elder = isElder();
    show(dark, elder);
    if (elder) readAloud(elder);
    letScroll();
    addEventListener("resize", letScroll);
    showPlace();
    document.querySelector(".gz-scheme")?.addEventListener("click", () => {
      dark = !dark;
      keep("gazette-scheme", dark ? "dark" : "light");
      show(dark, elder);
    });
    document.querySelector(".gz-view")?.addEventListener("click", () => {
      elder = !elder;
      keep("gazette-view", elder ? "elder" : "standard");
      show(dark, elder);
      letScroll();
      showPlace();
      readAloud(elder);
    });
  });
})();
