// The map comes nearer by buttons, by the wheel with Ctrl, and is drawn about. Marks and names keep their size.
"use strict";

addEventListener("DOMContentLoaded", () => {
  const map = document.querySelector(".map svg");
  if (!map) return;
  const whole = { ...["x", "y", "width", "height"].reduce((box, side) => ({ ...box, [side]: map.viewBox.baseVal[side] }), {}) };
  const sizes = [...map.querySelectorAll("circle")].map((circle) => [circle, circle.r.baseVal.value]);
  const names = [...map.querySelectorAll("text")].map((text) => [text, Number(text.getAttribute("dx"))]);
  let near = 1;
  let middle = { x: whole.width / 2, y: whole.height / 2 };

  const within = (value, half, size) => Math.min(Math.max(value, half), size - half);
  const draw = () => {
    const [width, height] = [whole.width / near, whole.height / near];
    middle = { x: within(middle.x, width / 2, whole.width), y: within(middle.y, height / 2, whole.height) };
    map.setAttribute("viewBox", [middle.x - width / 2, middle.y - height / 2, width, height].join(" "));
    map.style.setProperty("--near", near);
    map.toggleAttribute("data-near", near > 1);
    for (const [circle, size] of sizes) circle.setAttribute("r", size / near);
    for (const [text, away] of names) text.setAttribute("dx", away / near);
  };
  const zoom = (factor) => { near = Math.min(Math.max(near * factor, 1), 16); draw(); };

  document.querySelector(".map .tools").addEventListener("click", ({ target }) => {
    if (target.dataset.act) zoom(target.dataset.act === "zoom-in" ? 1.6 : 1 / 1.6);
  });
  map.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    zoom(event.deltaY < 0 ? 1.25 : 0.8);
  }, { passive: false });
  // On a narrow screen the map is wider than its window: at first its middle is seen.
  const sheet = map.parentElement;
  sheet.scrollLeft = (sheet.scrollWidth - sheet.clientWidth) / 2;
  let from = null;
  map.addEventListener("pointerdown", (event) => { if (near > 1 && !event.target.closest("a")) from = event; });
  addEventListener("pointermove", (event) => {
    if (!from) return;
    const unit = whole.width / near / map.clientWidth;
    middle = { x: middle.x - (event.clientX - from.clientX) * unit, y: middle.y - (event.clientY - from.clientY) * unit };
    from = event;
    draw();
  });
  addEventListener("pointerup", () => { from = null; });
});
