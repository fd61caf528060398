// The text as it is written, instead of as editors let it be read: abbreviations closed again, corrections undone, what
// was supplied left out. One that is closed opens when it is clicked.
"use strict";

reading.start((versions) => {
  if (!document.querySelector("[data-way='diplomatic']")) return;
  reading.toggle(versions, "diplomatic");
  versions.addEventListener("click", (event) => {
    if (versions.classList.contains("diplomatic")) event.target.closest(".expan, .choice[data-written]")?.classList.toggle("open");
  });
});
