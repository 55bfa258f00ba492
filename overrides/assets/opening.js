// Whether a station is open, from the hours that the press encodes (scripts/gazette/stations/finder.py) and the
// calendar of public holidays. The clock is that of Shanghai, wherever the reader is.

const DAYS = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];
const DAY_MS = 86400000;
const SOON = 30; // minutes before closing

export function shanghai(moment = Date.now()) {
  const date = new Date(moment + 8 * 3600000);
  return {
    iso: date.toISOString().slice(0, 10), year: date.getUTCFullYear(),
    day: (date.getUTCMonth() + 1) * 100 + date.getUTCDate(), weekday: (date.getUTCDay() + 6) % 7,
    minutes: date.getUTCHours() * 60 + date.getUTCMinutes(), before: () => shanghai(moment - DAY_MS),
  };
}

export function clock(minutes) {
  const rest = minutes > 1440 ? minutes - 1440 : minutes;
  return `${minutes > 1440 ? "次日" : ""}${String(Math.floor(rest / 60)).padStart(2, "0")}:${String(rest % 60).padStart(2, "0")}`;
}

export function dayWords(date) {
  return `${Math.floor(date.day / 100)}月${date.day % 100}日${DAYS[date.weekday]}`;
}

const inSeason = ([first, last], day) => (first <= last ? first <= day && day <= last : day >= first || day <= last);

// The spans of a day: null where the hours fit no table. A holiday counts where the hours state it.
function spansOn(hours, calendar, date) {
  if (calendar.off[date.iso] && hours.holiday) return hours.holiday;
  if (hours.year && hours.year !== date.year) return null;
  const season = hours.seasons.find((one) => inSeason(one, date.day));
  return season ? season[2][date.weekday] ?? null : null;
}

// Why an ordinary table cannot be trusted on a day: '' where it can.
export function exception(calendar, date) {
  if (calendar.off[date.iso]) return `${calendar.off[date.iso]}假期`;
  return calendar.work[date.iso] ? "调休上班日" : "";
}

// The word joiner after the dash keeps a span of time on one line.
const timesOf = (spans) => spans.map(([start, end, unsure, note]) => {
  const times = start === 0 && end === 1440 ? "全天" : `${clock(start)}–\u2060${clock(end)}`;
  return note ? `${times}（${note}）` : times;
}).join("、");

// {state: open|closed|unsure|unknown, badge, text} at a moment; `text` is about the day, `badge` about now.
export function statusOf(hours, calendar, date = shanghai()) {
  const spans = hours && spansOn(hours, calendar, date);
  if (!spans) return { state: "unknown", badge: "", text: hours ? "" : "开放时间待补充" };
  const special = exception(calendar, date);
  const stated = special && calendar.off[date.iso] && hours.holiday;
  if (special && !stated) {
    return { state: "unsure", badge: "请先打电话", text: `今天是${special}，不一定按平时的时间开放` };
  }
  const early = (spansOn(hours, calendar, date.before()) ?? []).filter(([, end]) => end > 1440 + date.minutes)
    .map(([, end, ...rest]) => [0, end - 1440, ...rest]);
  const today = special ? `今天（${special}）` : "今天";
  const text = spans.length ? `${today} ${timesOf(spans)} 开放` : `${today}休息`;
  return { ...now([...early, ...spans], date.minutes), text };
}

function now(spans, minutes) {
  const current = spans.find(([start, end]) => start <= minutes && minutes < end);
  if (current) {
    if (current[2]) return { state: "unsure", badge: "请先打电话" };
    const left = current[1] - minutes;
    const badge = current[1] - current[0] < 1440 && left <= SOON ? `还有${left}分钟关门` : "正在开放";
    return { state: "open", badge };
  }
  const next = spans.find(([start]) => start > minutes);
  if (next) return { state: "closed", badge: `${clock(next[0])} 开门` };
  return { state: "closed", badge: spans.length ? "已关门" : "" };
}

export const openOnWeekends = (hours) =>
  Boolean(hours) && hours.seasons.some(([, , week]) => week[5]?.length || week[6]?.length);
