// The image of a page, larger, smaller, turned and moved about: by the buttons, by wheel and fingers, and by the
// keys + - r 0 and the arrows while the image has the focus.
"use strict";

(() => {
  const limits = { least: 1, most: 8, step: 1.25, move: 60 };

  const start = (viewer, versions) => {
    const stage = viewer.querySelector(".stage");
    const picture = stage.querySelector("img");
    const links = [...versions.querySelectorAll(".images a, a.pb")];
    const at = { scale: 1, turn: 0, x: 0, y: 0 };
    const draw = () => {
      picture.style.transform = `translate(${at.x}px, ${at.y}px) rotate(${at.turn}deg) scale(${at.scale})`;
    };
    const zoom = (factor) => {
      at.scale = Math.min(limits.most, Math.max(limits.least, at.scale * factor));
      if (at.scale === limits.least) Object.assign(at, { x: 0, y: 0 });
      draw();
    };
    const move = (x, y) => { at.x += x; at.y += y; draw(); };
    const acts = {
      larger: () => zoom(limits.step),
      smaller: () => zoom(1 / limits.step),
      rotate: () => { at.turn = (at.turn + 90) % 360; draw(); },
      reset: () => { Object.assign(at, { scale: 1, turn: 0, x: 0, y: 0 }); draw(); },
    };
    const keys = {
      "+": acts.larger, "=": acts.larger, "-": acts.smaller, r: acts.rotate, 0: acts.reset,
      ArrowLeft: () => move(limits.move, 0), ArrowRight: () => move(-limits.move, 0),
      ArrowUp: () => move(0, limits.move), ArrowDown: () => move(0, -limits.move),
    };

    const turnTo = (link) => {
      if (picture.getAttribute("src") === link.getAttribute("href")) return;
      picture.src = link.getAttribute("href");
      picture.alt = viewer.querySelector("figcaption").textContent = link.title;
      zone.hidden = true;
      acts.reset();
    };
    for (const link of links) {
      link.addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        turnTo(link);
        versions.dispatchEvent(new CustomEvent("page"));
      });
    }
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
    const zone = document.createElement("span");
    zone.className = "zone";
    zone.hidden = true;
    picture.after(zone);
    const outline = (place) => {
      const sides = place?.dataset.zone?.split(" ").map(Number);
      zone.hidden = sides?.length !== 4 || at.turn !== 0 || at.scale !== 1;
      if (zone.hidden || !picture.naturalWidth) return;
      // The image is as large as it fits into its box.
      const box = picture.getBoundingClientRect();
      const fit = Math.min(box.width / picture.naturalWidth, box.height / picture.naturalHeight);
      const [wide, high] = [picture.naturalWidth * fit, picture.naturalHeight * fit];
      const [left, top] = [(box.width - wide) / 2, (box.height - high) / 2];
      Object.assign(zone.style, {
        left: `${left + wide * sides[0] / 100}px`, top: `${top + high * sides[1] / 100}px`,
        width: `${wide * sides[2] / 100}px`, height: `${high * sides[3] / 100}px`,
      });
    };
    let shown = null;
    picture.addEventListener("load", () => outline(shown));
    versions.addEventListener("paragraph", ({ detail: { paragraph, event } }) => {
      if (viewer.hidden) return;
      const row = paragraph.dataset.row;
      const others = row ? [...versions.querySelectorAll(`.p[data-row="${row}"]`)] : [];
      const place = [paragraph, ...others].find((one) => pageOf(one));
      shown = lineAt(paragraph, event) ?? paragraph;
      if (place && !versions.classList.contains("paged")) turnTo(pageOf(shown.closest(".version") === place.closest(".version") ? shown : place));
      outline(shown);
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
      zoom(event.deltaY < 0 ? limits.step : 1 / limits.step);
    }, { passive: false });

    const held = new Map();
    const apart = () => {
      const [a, b] = [...held.values()];
      return Math.hypot(a.x - b.x, a.y - b.y);
    };
    stage.addEventListener("pointerdown", (event) => {
      stage.setPointerCapture?.(event.pointerId);
      held.set(event.pointerId, { x: event.clientX, y: event.clientY });
    });
    stage.addEventListener("pointermove", (event) => {
      const last = held.get(event.pointerId);
      if (!last) return;
      const wide = held.size === 2 ? apart() : 0;
      held.set(event.pointerId, { x: event.clientX, y: event.clientY });
      if (held.size === 2 && wide) zoom(apart() / wide);
      else if (held.size === 1) move(event.clientX - last.x, event.clientY - last.y);
    });
    for (const kind of ["pointerup", "pointercancel"]) stage.addEventListener(kind, (event) => held.delete(event.pointerId));
  };

  reading.start((versions) => {
    const viewer = versions.querySelector(".viewer");
    if (viewer) start(viewer, versions);
  });
})();
