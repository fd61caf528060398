// A finger drawn across the text turns to the neighbouring page or entry, in the direction in which one reads.
"use strict";

reading.start((versions) => {
  const least = 70;
  let from = null;
  const far = (touch) => ({ x: touch.clientX - from.clientX, y: touch.clientY - from.clientY });
  versions.addEventListener("touchstart", (event) => {
    const [touch] = event.touches;
    const busy = event.target.closest(".stage, .wide, .popover, .card, pre");
    from = event.touches.length === 1 && !busy ? touch : null;
  }, { passive: true });
  versions.addEventListener("touchend", (event) => {
    if (!from || !getSelection().isCollapsed || visualViewport?.scale > 1.05) return;
    const { x, y } = far(event.changedTouches[0]);
    from = null;
    if (Math.abs(x) < least || Math.abs(x) < 2.5 * Math.abs(y)) return;
    const backwards = (x > 0) === (getComputedStyle(versions).direction === "ltr");
    const turned = !versions.dispatchEvent(new CustomEvent("swipe", { detail: backwards ? -1 : 1, cancelable: true }));
    const link = !turned && document.querySelector(`nav a[rel="${backwards ? "prev" : "next"}"]`);
    if (link) location.assign(link.href);
  });
});
