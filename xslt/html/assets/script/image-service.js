// Images on an image server (IIIF Image API 2 and 3): what the server says of an image, and the addresses of its parts.
// Sources: Image API 3.0 and 2.1, chapters 4 (requests), 5 (info.json) and "Implementation notes" (tiles).
"use strict";

const imageService = (() => {
  const known = new Map();

  const levelOf = (info) => {
    const named = [info.profile].flat().map((one) => /level(\d)/.exec(one)?.[1]).find(Boolean);
    return Number(named ?? 0);
  };
  // Where the server says nothing of tiles, but cuts what it is asked for, tiles are cut as large as most servers have them.
  const tilesOf = (info, level) => {
    const [first] = [info.tiles ?? []].flat();
    if (first?.width > 0) return { width: first.width, height: first.height ?? first.width, factors: first.scaleFactors ?? [1] };
    if (level < 1) return null;
    const most = Math.ceil(Math.log2(Math.max(info.width, info.height) / 1024));
    return { width: 1024, height: 1024, factors: Array.from({ length: Math.max(0, most) + 1 }, (_, n) => 2 ** n) };
  };

  const described = (address, info) => {
    if (!(info.width > 0 && info.height > 0)) throw new TypeError("this is no description of an image");
    const level = levelOf(info);
    const third = [info["@context"]].flat().some((one) => String(one).includes("/image/3/"));
    return {
      address, level, third, width: info.width, height: info.height, tiles: tilesOf(info, level),
      sizes: [...(info.sizes ?? [])].sort((a, b) => a.width - b.width),
      widest: Math.min(info.maxWidth ?? Infinity, info.width),
    };
  };

  // What the server says of an image, asked for once; a refusal is asked again the next time.
  const read = (address) => {
    if (!known.has(address)) {
      const asked = fetch(`${address}/info.json`).then((answer) => {
        if (!answer.ok) throw new TypeError(`the image server answers ${answer.status}`);
        return answer.json();
      }).then((info) => described(address, info));
      asked.catch(() => known.delete(address));
      known.set(address, asked);
    }
    return known.get(address);
  };

  const asked = (info, region, width, height) => {
    const size = info.third ? `${width},${height}` : `${width},`;
    return `${info.address}/${region}/${size}/0/default.jpg`;
  };

  // The whole image, at least so many pixels wide if the server has it so.
  const whole = (info, wanted) => {
    const ready = info.sizes.find((size) => size.width >= wanted) ?? (info.level < 1 ? info.sizes.at(-1) : null);
    if (ready) return asked(info, "full", ready.width, ready.height);
    if (info.level < 1) return `${info.address}/full/${info.third ? "max" : "full"}/0/default.jpg`;
    const width = Math.max(1, Math.min(Math.ceil(wanted), info.widest));
    return asked(info, "full", width, Math.max(1, Math.round(info.height * width / info.width)));
  };

  // The tiles of a box of the image, in its own pixels, so reduced that there is a pixel for each of the screen.
  // density: pixels of the screen for one of the image.
  const tiles = (info, box, density) => {
    if (!info.tiles) return [];
    const { width, height, factors } = info.tiles;
    const factor = [...factors].sort((a, b) => b - a).find((one) => one * density <= 1.1) ?? Math.min(...factors);
    const [wide, high] = [width * factor, height * factor];
    const found = [];
    const [right, bottom] = [Math.min(box.right, info.width), Math.min(box.bottom, info.height)];
    for (let y = Math.max(0, Math.floor(box.top / high)) * high; y < bottom; y += high) {
      for (let x = Math.max(0, Math.floor(box.left / wide)) * wide; x < right; x += wide) {
        const part = { left: x, top: y, width: Math.min(wide, info.width - x), height: Math.min(high, info.height - y), factor };
        const all = part.width === info.width && part.height === info.height;
        const region = all ? "full" : [part.left, part.top, part.width, part.height].join(",");
        part.href = asked(info, region, Math.ceil(part.width / factor), Math.ceil(part.height / factor));
        found.push(part);
      }
    }
    return found;
  };

  return { read, whole, tiles };
})();
