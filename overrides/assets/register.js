// The filter of a register's table: by words anywhere in a row, and by the values of single columns.
function prepare(box) {
  const form = box.querySelector(".gz-filter");
  const status = form.querySelector(".gz-filter__status");
  const choices = [...form.querySelectorAll("select")];
  const rows = [...box.querySelectorAll("tbody tr")].map((element) => ({
    element,
    text: element.textContent.toLowerCase(),
    cells: [...element.children].map((cell) => `、${cell.textContent.trim()}、`),
  }));

  function apply() {
    const words = form.elements.q.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const { element, text, cells } of rows) {
      const fits = words.every((word) => text.includes(word))
        && choices.every(({ value, dataset }) => !value || cells[dataset.place].includes(`、${value}、`));
      element.hidden = !fits;
      if (fits) shown += 1;
    }
    status.textContent = shown ? `显示 ${shown} 条，共 ${rows.length} 条` : "没有符合条件的内容。";
  }

  form.addEventListener("input", apply);
  form.addEventListener("reset", () => setTimeout(apply));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.querySelector(".gz-print").addEventListener("click", () => window.print());
  apply();
}

document.querySelectorAll(".gz-filtered").forEach(prepare);
