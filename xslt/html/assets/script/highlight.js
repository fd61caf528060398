// What was searched for is marked on the entry's page: by ranges, so that the text itself is not touched.
"use strict";

(() => {
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const BLOCKS = "p, li, div, h2, h3, td, th, dt, dd, blockquote, aside, section";

  // The text of an article in one piece, since a word may lie in several elements, with the place of each of its nodes.
  const textOf = (article) => {
    const pieces = [];
    let text = "";
    let block = null;
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (parent.closest("[data-search='none'], button")) continue;
      if (parent.closest(BLOCKS) !== block) text += "\n";
      block = parent.closest(BLOCKS);
      pieces.push({ node, start: text.length, end: text.length + node.length });
      text += node.data;
    }
    return { text, pieces };
  };

  const rangesIn = (article, wanted) => {
    const { text, pieces } = textOf(article);
    return [...text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)].filter(([word]) => wanted.has(fold(word))).map((match) => {
      const end = match.index + match[0].length;
      const first = pieces.find((piece) => piece.end > match.index);
      const last = pieces.find((piece) => piece.end >= end);
      const range = new Range();
      range.setStart(first.node, match.index - first.start);
      range.setEnd(last.node, end - last.start);
      return range;
    });
  };

  addEventListener("DOMContentLoaded", () => {
    const asked = new URLSearchParams(location.search);
    const wanted = new Set(fold(asked.get("highlight") ?? "").split(/[^\p{L}\p{N}]+/u).filter(Boolean));
    if (!wanted.size || !window.Highlight) return;
    const ranges = [...document.querySelectorAll("article.version")].flatMap((article) => rangesIn(article, wanted));
    CSS.highlights.set("searched", new Highlight(...ranges));
    const [version, part] = (asked.get("in") ?? "").split(" ");
    const isThere = ({ startContainer: { parentElement: parent } }) =>
      parent.closest("[data-version]")?.dataset.version === version
      && parent.closest("[data-search]").dataset.search === part;
    (ranges.find(isThere) ?? ranges[0])?.startContainer.parentElement.scrollIntoView({ block: "center" });
  });
})();
