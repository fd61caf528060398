// On a wide screen with one version the notes stand in the margin, each at its number, none over another.
"use strict";

reading.start((versions) => {
  const wide = matchMedia("(width >= 72rem)");
  const between = 10;

  const place = () => {
    const shown = [...versions.querySelectorAll(".version")].filter((version) => !version.hidden);
    const may = wide.matches && shown.length === 1 && versions.dataset.count === "1" && !versions.classList.contains("paged");
    for (const version of versions.querySelectorAll(".version")) {
      const notes = version.querySelector(":scope > .notes");
      if (!notes) continue;
      version.classList.toggle("side-notes", may && version === shown[0]);
      if (!version.classList.contains("side-notes")) continue;
      const top = version.getBoundingClientRect().top;
      let free = 0;
      for (const note of notes.querySelectorAll("ol > li")) {
        const number = document.getElementById(note.id.replace(/note-(\d+)$/, "ref-$1"));
        const wanted = number ? number.getBoundingClientRect().top - top : free;
        note.style.top = `${Math.max(free, wanted)}px`;
        free = Math.max(free, wanted) + note.offsetHeight + between;
      }
      version.style.setProperty("--notes-end", `${free}px`);
    }
  };
  place();
  for (const kind of ["panes", "turned"]) versions.addEventListener(kind, place);
  versions.addEventListener("click", () => requestAnimationFrame(place));
  new ResizeObserver(place).observe(versions);
  document.fonts?.ready.then(place);
});
