// What the site does beyond what works without it: a switch between light and dark, and the arrow keys.
"use strict";

(() => {
  const root = document.documentElement;
  // What needs a script is shown from here on, before the page is painted for the first time.
  root.classList.add("scripted");
  const remembered = (() => {
    // Some browsers refuse storage to pages opened from a file.
    try { return localStorage.getItem("theme"); } catch { return null; }
  })();
  if (remembered === "light" || remembered === "dark") root.dataset.theme = remembered;

  const isDark = () => getComputedStyle(root).colorScheme === "dark"
    || (!root.dataset.theme && matchMedia("(prefers-color-scheme: dark)").matches);

  const switchTheme = () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    try { localStorage.setItem("theme", root.dataset.theme); } catch { /* for this page only, then */ }
  };

  const followArrow = (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.defaultPrevented) return;
    if (event.target.closest("input, textarea, select, [contenteditable], [popover], .stage")) return;
    const onwards = getComputedStyle(root).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const side = /^Arrow(Left|Right)$/.test(event.key) && (event.key === onwards ? "next" : "prev");
    const link = side && document.querySelector(`nav a[rel="${side}"]`);
    if (link) location.assign(link.href);
  };

  document.addEventListener("DOMContentLoaded", () => {
    for (const button of document.querySelectorAll("button.theme")) {
      button.addEventListener("click", switchTheme);
    }
    document.addEventListener("keydown", followArrow);
  });
})();
