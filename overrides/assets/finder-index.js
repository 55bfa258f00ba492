// The finder's search: rows of the compact JSON, matched by text, pinyin or initials, by filters and by distance.
import { openOnWeekends, statusOf } from "./opening.js";

const EARTH_KM = 6371.0088;

export class StationIndex {
  constructor(data) {
    this.data = data;
    this.size = data.id.length;
    this.readings = new Map(Object.entries(data.pinyin).map(([character, words]) => [character, words.split(" ")]));
    this.texts = Array.from({ length: this.size }, (_, row) => this.textOf(row));
  }

  textOf(row) {
    const { data } = this;
    const services = this.setOf("service", row).join("、");
    return [data.name[row], this.townOf(row), this.communityOf(row), data.address[row], data.types[data.type[row]], services,
      data.phone[row], data.id[row]].join("\n").toLowerCase();
  }

  townOf(row) { return this.data.towns[this.data.town[row]] ?? ""; }
  communityOf(row) { return this.data.communities[this.data.community[row]] ?? ""; }
  hoursOf(row) { return this.data.hoursTexts[this.data.hours[row]]; }
  setOf(kind, row) {
    const numbers = this.data[`${kind}Sets`][this.data[`${kind}s`][row]] ?? [];
    return numbers.map((number) => this.data[`${kind}Names`][number]);
  }

  // Kilometres from a WGS-84 place {lon, lat}; Infinity where the station's place is not known.
  distance(row, place) {
    if (!place || this.data.lon[row] === null) return Infinity;
    const [lon, lat] = [this.data.lon[row] / this.data.scale, this.data.lat[row] / this.data.scale];
    const radians = Math.PI / 180;
    const north = Math.sin(((lat - place.lat) * radians) / 2) ** 2;
    const east = Math.sin(((lon - place.lon) * radians) / 2) ** 2;
    const across = Math.cos(lat * radians) * Math.cos(place.lat * radians);
    return 2 * EARTH_KM * Math.asin(Math.sqrt(north + across * east));
  }

  // Rows that fit, best first: by distance where a place is given, else by how well the words fit, else as in the tables.
  find(query, place, date) {
    const terms = query.q.toLowerCase().split(/\s+/).filter(Boolean);
    const found = [];
    const states = new Map();
    for (let row = 0; row < this.size; row += 1) {
      if (!this.passes(row, query, date, states)) continue;
      const score = this.score(row, terms);
      if (score >= 0) found.push({ row, score, km: this.distance(row, place) });
    }
    const order = place ? (one, other) => one.km - other.km || one.row - other.row : (one, other) => one.score - other.score || one.row - other.row;
    // Infinity minus itself is no number.
    return found.sort((one, other) => (one.km === other.km ? one.score - other.score || one.row - other.row : order(one, other)));
  }

  passes(row, query, date, states) {
    const { data } = this;
    if (query.town && this.townOf(row) !== query.town) return false;
    if (query.type && data.types[data.type[row]] !== query.type) return false;
    if (query.service && !this.setOf("service", row).includes(query.service)) return false;
    if (query.organization && !this.setOf("organization", row).includes(query.organization)) return false;
    if (query.accessible && data.accessible[row] !== "1") return false;
    if (query.weekend && !openOnWeekends(this.hoursOf(row))) return false;
    return !query.open || this.stateOf(row, date, states) === "open";
  }

  // Stations share a few dozen hours: each is looked at once for a search.
  stateOf(row, date, states) {
    const number = this.data.hours[row];
    if (!states.has(number)) states.set(number, statusOf(this.hoursOf(row), this.data.calendar, date).state);
    return states.get(number);
  }

  // The worst place that a word is found at: 0 the name begins with it, 1 in the name, 2 the name's pinyin, 3 elsewhere,
  // 4 the place's pinyin; -1 where a word is not found.
  score(row, terms) {
    let worst = 0;
    const name = this.data.name[row].toLowerCase();
    for (const term of terms) {
      const place = name.indexOf(term);
      let score = place === 0 ? 0 : place > 0 ? 1 : -1;
      if (score < 0 && /[a-z]/.test(term) && this.sounds(name, term)) score = 2;
      if (score < 0 && this.texts[row].includes(term)) score = 3;
      if (score < 0 && /[a-z]/.test(term) && this.sounds(this.townOf(row) + this.communityOf(row), term)) score = 4;
      if (score < 0) return -1;
      worst = Math.max(worst, score);
    }
    return worst;
  }

  // Whether a word is the pinyin or the initials, or a mixture of both, of neighbouring characters: wdgc, wandagc, 万dgc.
  sounds(text, term) {
    for (let start = 0; start < text.length; start += 1) if (this.soundsFrom(text, start, term, 0)) return true;
    return false;
  }

  soundsFrom(text, place, term, used) {
    if (used === term.length) return true;
    if (place === text.length) return false;
    const character = text[place];
    if (character === term[used] && this.soundsFrom(text, place + 1, term, used + 1)) return true;
    for (const reading of this.readings.get(character) ?? []) {
      let same = 0;
      while (same < reading.length && reading[same] === term[used + same]) same += 1;
      if (!same) continue;
      if (used + same === term.length) return true;
      if (same === reading.length && this.soundsFrom(text, place + 1, term, used + same)) return true;
      if (same >= 2 && reading[1] === "h" && this.soundsFrom(text, place + 1, term, used + 2)) return true;
      if (this.soundsFrom(text, place + 1, term, used + 1)) return true;
    }
    return false;
  }
}
