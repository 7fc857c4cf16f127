/* Buttons that copy the page's address. Browsers that give no clipboard to this page show none. */
"use strict";

(() => {
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll("[data-copy-link]")) {
    const status = button.parentElement.querySelector("[role=status]");
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(location.href);
      status.textContent = button.dataset.copied;
    });
  }
})();
