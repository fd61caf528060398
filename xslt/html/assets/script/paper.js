// One page at a time, in every version. The version with page images leads, or that with the most
// pages; another shows its own page of that
// number, or else the paragraphs that stand in the same rows, or else its whole text.
"use strict";

(() => {
  const numbers = (version) => [...version.querySelectorAll(".text .pb")].map((pb) => pb.dataset.n);

  // A copy of the text with only what stands between two turns. Links to its paragraphs lead to the text itself.
  const cut = (text, from, to) => {
    const leaf = text.cloneNode(true);
    leaf.classList.add("leaf");
    const turns = [...leaf.querySelectorAll(".pb")];
    const range = document.createRange();
    if (to < turns.length) {
      range.setStartBefore(turns[to]);
      range.setEnd(leaf, leaf.childNodes.length);
      range.deleteContents();
    }
    if (from >= 0) {
      turns[from].closest(".p")?.classList.add("continued");
      range.setStart(leaf, 0);
      range.setEndBefore(turns[from]);
      range.deleteContents();
    }
    for (const empty of leaf.querySelectorAll(".p")) if (!empty.textContent.trim()) empty.remove();
    for (const named of leaf.querySelectorAll("[id]")) named.removeAttribute("id");
    return leaf;
  };

  const pagesOf = (version) => {
    const text = version.querySelector(".text");
    const turns = numbers(version);
    const leaves = turns.map((n, place) => ({ n, leaf: () => cut(text, place, place + 1) }));
    const before = cut(text, -1, 0);
    for (const heading of before.querySelectorAll("h2")) heading.remove();
    return before.textContent.trim() || !leaves.length
      ? [{ n: version.dataset.page === turns[0] ? "" : version.dataset.page ?? "", leaf: () => cut(text, -1, 0) }, ...leaves] : leaves;
  };

  const sameRows = (version, rows, begins) => {
    const leaf = cut(version.querySelector(".text"), -1, Infinity);
    if (!begins) for (const heading of leaf.querySelectorAll("h2")) heading.remove();
    for (const paragraph of leaf.querySelectorAll(".p[data-row]")) {
      if (!rows.has(paragraph.dataset.row)) paragraph.remove();
    }
    return leaf;
  };

  reading.start((versions) => {
    const all = [...versions.querySelectorAll(".version")].map((version) => ({ version, pages: pagesOf(version) }));
    // The pages with images come first, then those of the version that has most.
    const weight = ({ version, pages }) => pages.length + (pages.length > 1 && version.querySelector(".images") ? 1000 : 0);
    const leader = all.reduce((most, one) => (weight(one) > weight(most) ? one : most));
    const turns = document.querySelector(".leaf-turns");
    if (!turns) return;
    let at = 0;
    const [back, said, on] = turns.children;
    // The number of a page that began in an earlier entry may be unknown.
    const called = (place) => (leader.pages[place].n ? `${turns.dataset.page} ${leader.pages[place].n}`
      : turns.dataset.before.replace("[n]", leader.pages[place + 1]?.n));

    const draw = () => {
      for (const old of versions.querySelectorAll(".leaf")) old.remove();
      if (!versions.classList.contains("paged")) return;
      const page = leader.pages[at];
      const leading = page.leaf();
      const rows = new Set([...leading.querySelectorAll(".p[data-row]")].map((p) => p.dataset.row));
      for (const one of all) {
        const same = one.pages.length > 1 && one.pages.find(({ n }) => n && n === page.n);
        const leaf = one === leader ? leading : same ? same.leaf()
          : rows.size && one.version.querySelector("[data-row]") ? sameRows(one.version, rows, at === 0) : cut(one.version.querySelector(".text"), -1, Infinity);
        one.version.querySelector(".text").after(leaf);
      }
      said.textContent = `${called(at)} (${at + 1}/${leader.pages.length})`;
      back.disabled = at === 0;
      on.disabled = at === leader.pages.length - 1;
      versions.dispatchEvent(new CustomEvent("turned", { detail: page.n }));
    };
    const turn = (by) => {
      const next = at + by;
      if (next < 0 || next >= leader.pages.length) return false;
      at = next;
      draw();
      return true;
    };
    back.addEventListener("click", () => turn(-1));
    on.addEventListener("click", () => turn(1));

    // A link to a paragraph or a page turns to the page where it begins.
    const goTo = () => {
      const goal = versions.classList.contains("paged") && location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
      const row = goal?.closest?.(".p")?.dataset.row;
      const found = leader.pages.findIndex((page) => goal?.dataset?.n === page.n
        || (row && page.leaf().querySelector(`.p[data-row="${row}"]:not(.continued)`)));
      if (goal && found >= 0) { at = found; draw(); }
    };
    addEventListener("hashchange", goTo);
    document.addEventListener("keydown", (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || !versions.classList.contains("paged")) return;
      if (event.target.closest("input, textarea, select, [contenteditable], [popover], .stage")) return;
      const onwards = getComputedStyle(versions).direction === "rtl" ? -1 : 1;
      const by = onwards * ({ ArrowLeft: -1, ArrowRight: 1 }[event.key] ?? 0);
      if (by && turn(by)) event.preventDefault();
    }, { capture: true });
    versions.addEventListener("swipe", (event) => { if (versions.classList.contains("paged") && turn(event.detail)) event.preventDefault(); });

    reading.toggle(versions, "paged", (paged) => {
      turns.hidden = !paged;
      draw();
    });
    goTo();
  });
})();
