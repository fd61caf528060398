// The versions of an entry and the image of its page, each a pane that can be put away. What a reader chose is
// remembered; where nothing can be stored it holds for this page.
"use strict";

(() => {
  const store = {
    read() { try { return JSON.parse(localStorage.getItem("panes")) ?? {}; } catch { return {}; } },
    write(choice) { try { localStorage.setItem("panes", JSON.stringify(choice)); } catch { /* for this page only */ } },
  };

  const switchFor = (name, pane) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = name;
    return { name, pane, button };
  };

  const show = (item, shown) => {
    item.pane.hidden = !shown;
    item.button.setAttribute("aria-pressed", String(shown));
  };

  // Of the texts one always stays: an empty page helps nobody.
  const choose = (item, texts, choice, columns) => {
    const shown = item.pane.hidden;
    const last = texts.includes(item) && texts.filter((text) => !text.pane.hidden).length === 1;
    if (!shown && last) return;
    show(item, shown);
    choice[item.name] = shown;
    store.write(choice);
    columns();
  };

  // The paragraph of the same number in the other versions, and the page on which it stands.
  const follow = (versions) => {
    const numbered = [...versions.querySelectorAll(".p[id]")];
    const number = (paragraph) => paragraph.id.match(/p\d+$/)?.[0];
    const mark = (event) => {
      const here = event.target.closest?.(".p[id]");
      for (const paragraph of numbered) {
        paragraph.classList.toggle("same", Boolean(here) && paragraph !== here && number(paragraph) === number(here));
      }
      if (here) versions.dispatchEvent(new CustomEvent("paragraph", { detail: numbered.filter((p) => number(p) === number(here)) }));
    };
    for (const kind of ["pointerover", "focusin"]) versions.addEventListener(kind, mark);
    versions.addEventListener("pointerleave", mark);
  };

  document.addEventListener("DOMContentLoaded", () => {
    const versions = document.querySelector(".entry .versions");
    if (!versions) return;
    const texts = [...versions.querySelectorAll(".version")]
      .map((pane) => switchFor(pane.querySelector(".version-title")?.textContent ?? "", pane));
    const viewer = versions.querySelector(".viewer");
    const image = viewer && switchFor(viewer.getAttribute("aria-label"), viewer);
    const items = [...(texts.length > 1 ? texts : []), ...(image ? [image] : [])];
    if (!items.length) return;
    const choice = store.read();
    const columns = () => {
      versions.dataset.count = String([...versions.children].filter((pane) => !pane.hidden).length);
      versions.classList.toggle("with-image", Boolean(viewer) && !viewer.hidden);
    };
    for (const item of items) show(item, choice[item.name] ?? item !== image);
    if (texts.every((text) => text.pane.hidden)) texts.forEach((text) => show(text, true));
    const bar = document.createElement("div");
    bar.className = "panes";
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", versions.dataset.panes);
    for (const item of items) {
      item.button.addEventListener("click", () => choose(item, texts, choice, columns));
      bar.append(item.button);
    }
    versions.before(bar);
    columns();
    follow(versions);
    versions.addEventListener("page", () => {
      if (image && viewer.hidden) choose(image, texts, choice, columns);
    });
  });
})();
