// The button after each address that is there to be copied.

for (const button of document.querySelectorAll("[data-copy] + .gz-copy")) {
  const code = button.previousElementSibling;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(code.textContent);
      button.textContent = "已复制";
    } catch {
      // Without leave to write, at least what is to be copied is marked.
      getSelection().selectAllChildren(code);
      button.textContent = "请按 Ctrl+C";
    }
  });
}
