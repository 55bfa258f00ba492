// Light or dark: the reader's choice on this device, else that of the system.
(() => {
  const key = "gazette-scheme";
  const system = matchMedia("(prefers-color-scheme: dark)");
  const chosen = () => {
    try { return localStorage.getItem(key); } catch { return null; }
  };
  const show = () => {
    const dark = (chosen() ?? (system.matches ? "dark" : "light")) === "dark";
    document.body.dataset.mdColorScheme = dark ? "slate" : "default";
    const button = document.querySelector(".gz-scheme");
    if (button) {
      button.hidden = false;
      button.textContent = dark ? "浅色" : "深色";
      button.setAttribute("aria-label", dark ? "换成浅色" : "换成深色");
    }
    return dark;
  };
  show();
  system.addEventListener("change", show);
  document.addEventListener("DOMContentLoaded", () => {
    show();
    document.querySelector(".gz-scheme")?.addEventListener("click", () => {
      const next = document.body.dataset.mdColorScheme === "slate" ? "light" : "dark";
      try { localStorage.setItem(key, next); } catch { /* private mode: the choice lasts for this page */ }
      document.body.dataset.mdColorScheme = next === "dark" ? "slate" : "default";
      show();
    });
  });
})();
