// The versions of an entry and the image of its page, each a pane that can be put away.
"use strict";

(() => {
  const switchFor = (name, pane) => ({ name, pane, button: document.querySelector(`.panes [data-pane="${CSS.escape(name)}"]`) });

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
    reading.store.write("panes", choice);
    columns();
  };

  // What stands in the same row of the other versions; the image is told on which page that is.
  const follow = (versions) => {
    const here = (event) => event.target.closest?.(".text .p");
    const mark = (event) => {
      const paragraph = here(event);
      const row = paragraph?.dataset.row;
      for (const other of versions.querySelectorAll(".p[data-row]")) {
        other.classList.toggle("same", other.dataset.row === row && other !== paragraph
          && other.closest(".version") !== paragraph.closest(".version"));
      }
      if (paragraph) versions.dispatchEvent(new CustomEvent("paragraph", { detail: { paragraph, event } }));
    };
    for (const kind of ["pointerover", "focusin"]) versions.addEventListener(kind, mark);
    versions.addEventListener("pointerleave", mark);
  };

  reading.start((versions) => {
    const texts = [...versions.querySelectorAll(".version")].map((pane) => switchFor(pane.dataset.version, pane));
    const viewer = versions.querySelector(".viewer");
    const image = viewer && switchFor("image", viewer);
    const items = [...(texts.length > 1 ? texts : []), ...(image ? [image] : [])];
    const choice = reading.store.read("panes");
    const columns = () => {
      versions.dataset.count = String([...versions.children].filter((pane) => !pane.hidden).length);
      versions.classList.toggle("with-image", Boolean(viewer) && !viewer.hidden);
      versions.dispatchEvent(new CustomEvent("panes"));
    };
    for (const item of items) show(item, choice[item.name] ?? item !== image);
    if (texts.every((text) => text.pane.hidden)) texts.forEach((text) => show(text, true));
    for (const item of items) {
      item.button.addEventListener("click", () => reading.keepPlace(versions, () => choose(item, texts, choice, columns)));
    }
    columns();
    follow(versions);
    versions.addEventListener("page", () => {
      if (image && viewer.hidden) choose(image, texts, choice, columns);
    });
  });
})();
