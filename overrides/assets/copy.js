// A button beside each address that is there to be copied.

for (const code of document.querySelectorAll("[data-copy]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "gz-copy";
  button.textContent = "复制";
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
  code.after(" ", button);
}
