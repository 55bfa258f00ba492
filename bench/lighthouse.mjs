// Lighthouse on pages, one after another in one Chromium: node bench/lighthouse.mjs CATEGORY,... URL...
// Prints {url: {scores: {category: 0 to 100}, faults: ["audit: what it asks"]}}; the browser is that of CHROME_PATH.
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const [categories, ...addresses] = process.argv.slice(2);
const chrome = await launch({ chromePath: process.env.CHROME_PATH, chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu"] });
const reports = {};
try {
  for (const address of addresses) {
    // The picture of the whole page is only for a report that someone looks at.
    const { lhr } = await lighthouse(address, {
      port: chrome.port, onlyCategories: categories.split(","), disableFullPageScreenshot: true, logLevel: "error",
    });
    const asked = Object.values(lhr.categories).flatMap(({ auditRefs }) => auditRefs).filter(({ weight }) => weight).map(({ id }) => lhr.audits[id]);
    reports[address] = {
      scores: Object.fromEntries(Object.entries(lhr.categories).map(([name, { score }]) => [name, Math.round(score * 100)])),
      faults: asked.filter(({ score }) => score !== null && score < 0.9).map(({ id, title }) => `${id}: ${title}`),
    };
  }
} finally {
  chrome.kill();
}
console.log(JSON.stringify(reports));
