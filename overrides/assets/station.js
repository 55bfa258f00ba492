// A station's page: what its hours mean today, and the print button.
import { dayWords, shanghai, statusOf } from "./opening.js";

const NO_CALENDAR = { years: [], off: {}, work: {} };

async function loadCalendar(address) {
  try {
    return await (await fetch(address)).json();
  } catch {
    return NO_CALENDAR; // opened from a folder: the page's own words about holidays remain
  }
}

async function showToday(line) {
  const hours = JSON.parse(line.dataset.hours);
  const calendar = await loadCalendar(line.dataset.calendar);
  const show = () => {
    const date = shanghai();
    const { state, badge, text } = statusOf(hours, calendar, date);
    line.hidden = !text;
    line.dataset.state = state;
    line.querySelector(".gz-today__text").textContent = text;
    line.querySelector(".gz-today__date").textContent = dayWords(date);
    const mark = line.querySelector(".gz-state");
    mark.textContent = badge;
    mark.hidden = !badge;
  };
  show();
  setInterval(show, 60000);
}

const line = document.querySelector(".gz-today");
if (line) showToday(line);
const print = document.querySelector(".gz-print");
if (print) print.addEventListener("click", () => window.print());
