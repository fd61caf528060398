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
    versions.addEventListener("paragraph", (event) => {
      const after = (link, paragraph) => link.compareDocumentPosition(paragraph) & Node.DOCUMENT_POSITION_FOLLOWING;
      const inText = links.filter((link) => link.matches(".pb"));
      const before = event.detail.flatMap((paragraph) => inText.filter((link) =>
        link.closest(".version") === paragraph.closest(".version") && after(link, paragraph)));
      if (!viewer.hidden && before.length) turnTo(before.at(-1));
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

  document.addEventListener("DOMContentLoaded", () => {
    const versions = document.querySelector(".entry .versions");
    const viewer = versions?.querySelector(".viewer");
    if (viewer) start(viewer, versions);
  });
})();
