// What the scripts of an entry share: the switches above the versions, and what a reader chose, which is remembered;
// where nothing can be stored it holds for this page.
"use strict";

const reading = (() => {
  const store = {
    read(name) { try { return JSON.parse(localStorage.getItem(name)) ?? {}; } catch { return {}; } },
    write(name, choice) { try { localStorage.setItem(name, JSON.stringify(choice)); } catch { /* for this page only */ } },
  };

  // A switch that sets a class on the versions, and is remembered under the name of the class.
  const toggle = (versions, className, changed = () => {}) => {
    const button = document.querySelector(`.panes [data-way="${className}"]`);
    const set = (on) => {
      button.setAttribute("aria-pressed", String(on));
      versions.classList.toggle(className, on);
      changed(on);
    };
    button.addEventListener("click", () => {
      const on = button.getAttribute("aria-pressed") !== "true";
      store.write(className, on);
      set(on);
    });
    set(store.read(className) === true);
  };

  // What changes the height of the text above keeps the reader's paragraph where it was on the screen.
  const keepPlace = (versions, change) => {
    const seen = [...versions.querySelectorAll(".p[data-row]")].find((p) => p.checkVisibility() && p.getBoundingClientRect().bottom > 0);
    const above = seen?.getBoundingClientRect().top;
    change();
    if (!seen || above > innerHeight || scrollY === 0) return;
    const row = [...versions.querySelectorAll(`.p[data-row="${seen.dataset.row}"]`)].find((p) => p.checkVisibility());
    if (row) scrollBy({ top: row.getBoundingClientRect().top - above, behavior: "instant" });
  };

  // The scripts begin after one another, in the order of their files, once the page is there.
  const start = (begin) => document.addEventListener("DOMContentLoaded", () => {
    const versions = document.querySelector(".entry .versions");
    if (versions) begin(versions);
  });

  return { store, toggle, keepPlace, start };
})();
