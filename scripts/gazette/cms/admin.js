// The editor, always in Chinese: of Sveltia's languages only this one comes with the site. Sveltia looks for the language as it loads.
const PREFERENCES = "sveltia-cms.prefs";
const kept = JSON.parse(localStorage.getItem(PREFERENCES) ?? "{}");
localStorage.setItem(PREFERENCES, JSON.stringify({ ...kept, locale: "zh-CN" }));

const { default: CMS } = await import("@sveltia/cms");
// Below whatever path the site lies: its configuration cannot know that of a preview.
CMS.init({ config: { logo: { src: new URL("../assets/logo.svg", document.baseURI).pathname } } });
