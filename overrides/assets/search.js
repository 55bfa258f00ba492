// The search box of every page and the results on search.html. Without this script the box leads to that page's lists.

import { Box } from "./search-box.js";

const form = document.querySelector(".gz-search");
if (form) {
  const box = new Box(form);
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if ((event.key === "/" && !typing) || (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey))) {
      event.preventDefault();
      box.input.focus();
      box.input.select();
    }
  });
}
const place = document.querySelector(".gz-search-page");
if (place) import("./search-page.js").then(({ ResultsPage }) => new ResultsPage(place));
