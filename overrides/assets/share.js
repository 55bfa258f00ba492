// QR codes: of addresses that the page names; of the page itself below an item behind a button, since WeChat has no other way
// in, and on every printed page. A plain script, so that it also runs in a copy of the site opened from a folder.
(() => {
  const source = document.querySelector(".gz-source");
  const address = document.querySelector('link[rel="canonical"]')?.href;
  const QUIET = 4; // modules of white around, as the standard asks
  const SVG = "http://www.w3.org/2000/svg";

  function draw(box, content) {
    const code = leanQr.generate(content, { minCorrectionLevel: leanQr.correction.M });
    const size = code.size + 2 * QUIET;
    let path = "";
    for (let y = 0; y < code.size; y++) {
      for (let x = 0; x < code.size; x++) if (code.get(x, y)) path += `M${QUIET + x} ${QUIET + y}h1v1h-1z`;
    }
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", `0 0 ${size} ${size}`);
    svg.setAttribute("shape-rendering", "crispEdges");
    for (const [fill, d] of [["#fff", `M0 0h${size}v${size}H0z`], ["#000", path]]) {
      const part = svg.appendChild(document.createElementNS(SVG, "path"));
      part.setAttribute("fill", fill);
      part.setAttribute("d", d);
    }
    box.append(svg);
    return box;
  }

  function ownCode() {
    const box = document.createElement("div");
    box.className = "gz-qr";
    box.setAttribute("role", "img");
    box.setAttribute("aria-label", "本页网址的二维码");
    return draw(box, address);
  }

  for (const box of document.querySelectorAll("[data-code]")) draw(box, box.dataset.code || address);
  if (!source || !address) return;

  addEventListener("beforeprint", () => {
    if (source.children.length > 1) return;
    // As a person types it, without the percent signs of Chinese names.
    source.querySelector("span").textContent = decodeURI(address).replaceAll(" ", "%20");
    const day = document.createElement("p");
    day.textContent = `打印于${new Date().toLocaleDateString("zh-CN", { dateStyle: "long", timeZone: "Asia/Shanghai" })}`;
    source.append(day);
    // A station's poster has its code already.
    if (!document.querySelector(".gz-poster")) source.append(ownCode());
  });

  const row = document.querySelector(".gz-share");
  if (!row) return;
  const button = row.querySelector(".gz-share__open");
  let shown;
  button.addEventListener("click", () => {
    if (!shown) {
      shown = document.createElement("figure");
      shown.className = "gz-share__code";
      const words = document.createElement("figcaption");
      words.textContent = "打开微信“扫一扫”，扫描二维码，再从右上角转发";
      shown.append(ownCode(), words);
      shown.hidden = true;
      row.after(shown);
    }
    shown.hidden = !shown.hidden;
    button.setAttribute("aria-expanded", String(!shown.hidden));
  });
})();
