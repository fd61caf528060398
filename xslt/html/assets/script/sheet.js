// A sheet of paper on a stage: how large it is there, where it lies, how it is turned. All that lies on the sheet (the
// image, its tiles, the outline of a line) moves with it. Lengths are in pixels of the screen, from the middle of the stage.
"use strict";

const makeSheet = (stage, sheet, drawn) => {
  const size = { width: 3, height: 4 };
  const at = { scale: 1, turn: 0, x: 0, y: 0 };
  let fit = 1;

  const room = () => ({ width: stage.clientWidth, height: stage.clientHeight });
  const lying = () => (at.turn % 180 === 0 ? size : { width: size.height, height: size.width });
  const most = () => Math.max(8, 2 / fit);
  const within = (value, least, highest) => Math.min(Math.max(value, least), highest);

  // Some of the sheet always stays on the stage.
  const keep = () => {
    const { width, height } = room();
    const half = { x: (lying().width * fit * at.scale) / 2, y: (lying().height * fit * at.scale) / 2 };
    at.x = within(at.x, -(half.x + width / 2 - 40), half.x + width / 2 - 40);
    at.y = within(at.y, -(half.y + height / 2 - 40), half.y + height / 2 - 40);
    if (at.scale <= 1) Object.assign(at, { x: 0, y: 0 });
  };
  const draw = () => {
    const { width, height } = room();
    if (!width || !height) return;
    fit = Math.min(width / lying().width, height / lying().height);
    keep();
    Object.assign(sheet.style, {
      width: `${size.width * fit}px`, height: `${size.height * fit}px`,
      left: `${(width - size.width * fit) / 2}px`, top: `${(height - size.height * fit) / 2}px`,
      transform: `translate(${at.x}px, ${at.y}px) rotate(${at.turn}deg) scale(${at.scale})`,
    });
    sheet.style.setProperty("--scale", at.scale);
    // A finger scrolls the page past a sheet that is wholly seen, and moves one that is not.
    stage.style.touchAction = at.scale > 1 ? "none" : "pan-y";
    drawn();
  };

  return {
    draw,
    // The image's own size, in its pixels.
    measure(width, height) { Object.assign(size, { width, height }); draw(); },
    // What lies at the point stays there.
    zoom(factor, point = { x: 0, y: 0 }) {
      const scale = within(at.scale * factor, 1, most());
      const by = scale / at.scale;
      Object.assign(at, { scale, x: point.x - (point.x - at.x) * by, y: point.y - (point.y - at.y) * by });
      draw();
    },
    move(x, y) { at.x += x; at.y += y; draw(); },
    turn() { Object.assign(at, { turn: (at.turn + 90) % 360, x: -at.y, y: at.x }); draw(); },
    reset() { Object.assign(at, { scale: 1, turn: 0, x: 0, y: 0 }); draw(); },
    // Of the image what is on the stage, in its own pixels, and how many pixels of the screen one of these takes.
    seen() {
      const { width, height } = room();
      const scale = fit * at.scale;
      const angle = (-at.turn * Math.PI) / 180;
      const corners = [[-1, -1], [1, -1], [-1, 1], [1, 1]].map(([side, end]) => {
        const [x, y] = [(side * width) / 2 - at.x, (end * height) / 2 - at.y];
        return {
          x: (x * Math.cos(angle) - y * Math.sin(angle)) / scale + size.width / 2,
          y: (x * Math.sin(angle) + y * Math.cos(angle)) / scale + size.height / 2,
        };
      });
      const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)];
      const box = { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
      return { box, density: scale * devicePixelRatio };
    },
    // Bring what lies on the sheet into the middle if it is not wholly seen.
    bring(thing) {
      if (at.scale <= 1) return;
      const [here, all] = [thing.getBoundingClientRect(), stage.getBoundingClientRect()];
      const whole = here.left >= all.left && here.right <= all.right && here.top >= all.top && here.bottom <= all.bottom;
      if (whole || !here.width) return;
      this.move(all.left + all.width / 2 - (here.left + here.width / 2), all.top + all.height / 2 - (here.top + here.height / 2));
    },
    // A point of the screen, from the middle of the stage.
    point({ clientX, clientY }) {
      const all = stage.getBoundingClientRect();
      return { x: clientX - all.left - all.width / 2, y: clientY - all.top - all.height / 2 };
    },
  };
};
