// What the scripts of an entry share: the bar of switches above the versions, and what a reader chose, which is
// remembered; where nothing can be stored it holds for this page.
"use strict";

const reading = (() => {
  const store = {
    read(name) { try { return JSON.parse(localStorage.getItem(name)) ?? {}; } catch { return {}; } },
    write(name, choice) { try { localStorage.setItem(name, JSON.stringify(choice)); } catch { /* for this page only */ } },
  };

  // The bar comes into being with its first button; panes stand before the other switches.
  const bar = (versions) => {
    const found = versions.parentElement.querySelector(":scope > .panes");
    if (found) return found;
    const made = document.createElement("div");
    made.className = "panes";
    made.setAttribute("role", "group");
    made.setAttribute("aria-label", versions.dataset.panes);
    versions.before(made);
    return made;
  };

  const button = (name) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = name;
    return made;
  };

  // A switch that sets a class on the versions, and is remembered under the name of the class.
  const toggle = (versions, name, className, changed = () => {}) => {
    const made = button(name);
    const set = (on) => {
      made.setAttribute("aria-pressed", String(on));
      versions.classList.toggle(className, on);
      changed(on);
    };
    made.addEventListener("click", () => {
      const on = made.getAttribute("aria-pressed") !== "true";
      store.write(className, on);
      set(on);
    });
    bar(versions).append(made);
    set(store.read(className) === true);
    return made;
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

  return { store, bar, button, toggle, keepPlace, start };
})();
