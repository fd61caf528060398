// A card at a name: when the pointer rests on it, when it has the focus, or at the first touch.
"use strict";

reading.start((versions) => {
  const rest = { open: 250, close: 200 };
  let shown = null;
  let waiting = 0;

  const hide = () => {
    clearTimeout(waiting);
    if (shown?.matches(":popover-open")) shown.hidePopover();
    shown = null;
  };
  const show = (name) => {
    const card = document.getElementById(name.dataset.card);
    clearTimeout(waiting);
    if (!card?.showPopover || card === shown) return;
    hide();
    card.showPopover();
    const [place, size] = [name.getClientRects()[0], card.getBoundingClientRect()];
    const below = place.bottom + 6;
    const begins = getComputedStyle(name).direction === "rtl" ? place.right - size.width : place.left;
    card.style.left = `${Math.max(8, Math.min(begins, document.documentElement.clientWidth - size.width - 8))}px`;
    card.style.top = `${below + size.height < innerHeight ? below : Math.max(8, place.top - size.height - 6)}px`;
    shown = card;
  };
  const later = (act, time) => { clearTimeout(waiting); waiting = setTimeout(act, time); };
  const nameAt = (event) => event.target.closest?.("a[data-card]");

  // The title says less than the card, and would stand in its way.
  for (const name of versions.querySelectorAll("a[data-card]")) name.removeAttribute("title");
  versions.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse") return;
    const name = nameAt(event);
    if (name) later(() => show(name), rest.open);
  });
  versions.addEventListener("pointerout", (event) => { if (nameAt(event)) later(hide, rest.close); });
  versions.addEventListener("focusin", (event) => { const name = nameAt(event); if (name?.matches(":focus-visible")) show(name); });
  versions.addEventListener("focusout", (event) => { if (nameAt(event)) later(hide, rest.close); });
  versions.addEventListener("click", (event) => {
    const name = nameAt(event);
    if (!name || event.pointerType !== "touch" || document.getElementById(name.dataset.card) === shown) return;
    event.preventDefault();
    show(name);
  });
  for (const card of document.querySelectorAll(".card")) {
    card.addEventListener("pointerenter", () => clearTimeout(waiting));
    card.addEventListener("focusin", () => clearTimeout(waiting));
    card.addEventListener("pointerleave", () => later(hide, rest.close));
  }
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
  document.addEventListener("pointerdown", (event) => { if (shown && !event.target.closest(".card, a[data-card]")) hide(); });
  addEventListener("scroll", hide, { passive: true });
});
