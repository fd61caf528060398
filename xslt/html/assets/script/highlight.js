// What was searched for is marked on the entry's page: by ranges, so that the text itself is not touched.
"use strict";

(() => {
  addEventListener("DOMContentLoaded", () => {
    const words = new URLSearchParams(location.search).get("highlight");
    if (!words || !window.Highlight) return;
    const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
    const wanted = fold(words).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
    const ranges = [];
    for (const version of document.querySelectorAll("article.version")) {
      const walker = document.createTreeWalker(version, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        for (const { 0: word, index } of node.data.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
          if (!wanted.some((one) => fold(word).startsWith(one))) continue;
          const range = new Range();
          range.setStart(node, index);
          range.setEnd(node, index + word.length);
          ranges.push(range);
        }
      }
    }
    CSS.highlights.set("searched", new Highlight(...ranges));
    ranges[0]?.startContainer.parentElement.scrollIntoView({ block: "center" });
  });
})();
