// What lies on the sheet: the image itself, or of an image on an image server the whole in small, and over it the tiles that
// are seen.
"use strict";

const makePicture = (viewer, stage) => {
  const picture = stage.querySelector("img");
  const paper = stage.querySelector(".sheet");
  const tiles = new Map();
  let service = null;
  let newest = 0;
  let waiting = 0;

  const lay = () => {
    waiting = 0;
    if (!service) return;
    const { box, density } = sheet.seen();
    const ready = picture.complete && picture.naturalWidth >= service.width * density * 0.9;
    const wanted = ready ? [] : imageService.tiles(service, box, density);
    for (const part of wanted) {
      if (tiles.has(part.href)) continue;
      const tile = new Image();
      Object.assign(tile, { className: "tile", alt: "", draggable: false, src: part.href });
      const [wide, high] = [100 / service.width, 100 / service.height];
      Object.assign(tile.style, {
        left: `${part.left * wide}%`, top: `${part.top * high}%`, width: `${part.width * wide}%`, height: `${part.height * high}%`,
        zIndex: String(64 - Math.ceil(Math.log2(part.factor))),
      });
      tile.addEventListener("error", () => tile.remove());
      tiles.set(part.href, tile);
      paper.append(tile);
    }
    // What was seen before stays for the way back, up to a measure.
    const here = new Set(wanted.map(({ href }) => href));
    for (const [href, tile] of tiles) {
      if (tiles.size <= 120) break;
      if (!here.has(href)) { tile.remove(); tiles.delete(href); }
    }
  };
  const sheet = makeSheet(stage, paper, () => { if (!waiting) waiting = requestAnimationFrame(lay); });

  const clear = () => {
    for (const tile of tiles.values()) tile.remove();
    tiles.clear();
    service = null;
  };
  const said = (words) => { viewer.querySelector("figcaption").textContent = words; };
  picture.addEventListener("load", () => { if (!service) sheet.measure(picture.naturalWidth, picture.naturalHeight); });
  picture.addEventListener("error", () => said(`${picture.alt} – ${viewer.dataset.fails}`));

  const show = async (link) => {
    const turn = ++newest;
    clear();
    picture.alt = link.title;
    said(link.title);
    sheet.reset();
    if (!link.dataset.iiif) {
      picture.src = link.href;
      return;
    }
    const info = await imageService.read(link.dataset.iiif).catch(() => null);
    if (turn !== newest) return;
    if (info) {
      service = info;
      sheet.measure(info.width, info.height);
      picture.src = imageService.whole(info, stage.clientWidth * devicePixelRatio);
    } else {
      // A server that does not let itself be described may still give the image.
      picture.src = link.href;
    }
  };
  new ResizeObserver(() => sheet.draw()).observe(stage);
  return { picture, paper, sheet, show };
};
