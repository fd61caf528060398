// The image of a page, larger, smaller, turned and moved about: by the buttons, by wheel and fingers, and by the
// keys + - r 0 and the arrows while the image has the focus. An image on an image server comes in tiles as it is enlarged.
"use strict";

(() => {
  const step = 1.25;
  const far = 60;

  const start = (viewer, versions) => {
    const stage = viewer.querySelector(".stage");
    // The page on which the entry begins has no turn in the text, so the list of images leads.
    const links = [...versions.querySelectorAll(".images a"), ...versions.querySelectorAll("a.pb")];
    const { picture, paper, sheet, show } = makePicture(viewer, stage);
    let open = null;
    const turnTo = (link) => {
      if (open === link.getAttribute("href")) return;
      open = link.getAttribute("href");
      zone.hidden = true;
      show(link);
    };
    const acts = {
      larger: () => sheet.zoom(step), smaller: () => sheet.zoom(1 / step), rotate: () => sheet.turn(), reset: () => sheet.reset(),
    };
    const keys = {
      "+": acts.larger, "=": acts.larger, "-": acts.smaller, r: acts.rotate, 0: acts.reset,
      ArrowLeft: () => sheet.move(far, 0), ArrowRight: () => sheet.move(-far, 0),
      ArrowUp: () => sheet.move(0, far), ArrowDown: () => sheet.move(0, -far),
    };
    for (const link of links) {
      link.addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        turnTo(link);
        versions.dispatchEvent(new CustomEvent("page"));
      });
    }
    // The first image is asked for when the pane is first seen.
    const first = () => { if (!viewer.hidden && !open) turnTo(links[0]); };
    for (const kind of ["panes", "page"]) versions.addEventListener(kind, first);

    // The page on which a paragraph begins, or the line within it: the last turn before it that has an image.
    const isBefore = (one, other) => one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING;
    const pageOf = (place) => [...place.closest(".version").querySelectorAll(":scope > .text a.pb, :scope > .images a")]
      .findLast((link) => link.matches(".pb") && isBefore(link, place)) ?? place.closest(".version").querySelector(".images a");

    // The line at the pointer begins at the last <lb> before it.
    const lineAt = (paragraph, event) => {
      const caret = document.caretPositionFromPoint?.(event.clientX ?? -1, event.clientY ?? -1);
      const lines = [...paragraph.querySelectorAll(".lb")];
      if (!caret || !paragraph.contains(caret.offsetNode)) return lines[0];
      const until = (line) => {
        const range = document.createRange();
        range.setStart(caret.offsetNode, caret.offset);
        return range.comparePoint(line, 0) <= 0;
      };
      return lines.findLast(until) ?? lines[0];
    };
    // The outline lies on the sheet, so it goes with it wherever that is zoomed, turned and moved to.
    const zone = document.createElement("span");
    zone.className = "zone";
    zone.hidden = true;
    paper.append(zone);
    const outline = (place) => {
      const sides = place?.dataset.zone?.split(" ").map(Number);
      zone.hidden = sides?.length !== 4;
      if (zone.hidden) return;
      for (const [n, side] of ["left", "top", "width", "height"].entries()) zone.style[side] = `${sides[n]}%`;
      sheet.bring(zone);
    };
    let shown = null;
    picture.addEventListener("load", () => outline(shown));
    versions.addEventListener("paragraph", ({ detail: { paragraph, event } }) => {
      if (viewer.hidden) return;
      const row = paragraph.dataset.row;
      const others = row ? [...versions.querySelectorAll(`.p[data-row="${row}"]`)] : [];
      const place = [paragraph, ...others].find((one) => pageOf(one));
      const line = lineAt(paragraph, event) ?? paragraph;
      if (place && !versions.classList.contains("paged")) turnTo(pageOf(line.closest(".version") === place.closest(".version") ? line : place));
      if (line !== shown) outline(shown = line);
    });
    versions.addEventListener("pointermove", (event) => {
      const paragraph = event.target.closest?.(".p:has(.lb)");
      if (paragraph && !viewer.hidden) versions.dispatchEvent(new CustomEvent("paragraph", { detail: { paragraph, event } }));
    });
    versions.addEventListener("turned", ({ detail: n }) => {
      const link = links.find((one) => one.title.endsWith(` ${n}`));
      if (link) turnTo(link);
    });

    for (const button of viewer.querySelectorAll("[data-act]")) button.addEventListener("click", acts[button.dataset.act]);
    stage.addEventListener("keydown", (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey || !keys[event.key]) return;
      event.preventDefault();
      keys[event.key]();
    });
    stage.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && document.activeElement !== stage) return;
      event.preventDefault();
      sheet.zoom(event.deltaY < 0 ? step : 1 / step, sheet.point(event));
    }, { passive: false });
    stage.addEventListener("dblclick", (event) => sheet.zoom(2, sheet.point(event)));

    // One finger moves the sheet, two enlarge it about their middle and move it with them.
    const held = new Map();
    const pair = () => {
      const [a, b] = [...held.values()];
      return { apart: Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY), x: (a.clientX + b.clientX) / 2, y: (a.clientY + b.clientY) / 2 };
    };
    const place = ({ clientX, clientY }) => ({ clientX, clientY });
    stage.addEventListener("pointerdown", (event) => {
      try { stage.setPointerCapture(event.pointerId); } catch { /* a pointer that was made up has none */ }
      held.set(event.pointerId, place(event));
    });
    stage.addEventListener("pointermove", (event) => {
      const last = held.get(event.pointerId);
      if (!last) return;
      const before = held.size === 2 ? pair() : null;
      held.set(event.pointerId, place(event));
      if (before) {
        const now = pair();
        sheet.move(now.x - before.x, now.y - before.y);
        if (before.apart) sheet.zoom(now.apart / before.apart, sheet.point({ clientX: now.x, clientY: now.y }));
      } else if (held.size === 1) sheet.move(event.clientX - last.clientX, event.clientY - last.clientY);
    });
    for (const kind of ["pointerup", "pointercancel"]) stage.addEventListener(kind, (event) => held.delete(event.pointerId));

    // A server without reduced images of any size has some sizes ready, and says which.
    for (const small of versions.querySelectorAll("[data-iiif] > img")) {
      const otherwise = () => imageService.read(small.parentElement.dataset.iiif)
        .then((info) => { small.src = imageService.whole(info, 240); }).catch(() => {});
      if (small.complete && !small.naturalWidth && small.currentSrc) otherwise();
      else small.addEventListener("error", otherwise, { once: true });
    }
    first();
  };

  reading.start((versions) => {
    const viewer = versions.querySelector(".viewer");
    if (viewer) start(viewer, versions);
  });
})();
