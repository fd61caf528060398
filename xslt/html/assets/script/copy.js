// A button that copies the reference beside it, and says so for a while.
"use strict";

(() => {
  const start = () => {
    for (const button of document.querySelectorAll(".copied .copy")) {
      const said = button.textContent;
      // Browsers let a page copy only if it came over a safe line.
      button.hidden = !navigator.clipboard;
      button.addEventListener("click", async () => {
        const text = button.closest(".copied").querySelector(".citation, pre").textContent;
        await navigator.clipboard.writeText(text);
        button.textContent = button.dataset.done;
        setTimeout(() => { button.textContent = said; }, 2000);
      });
    }
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
