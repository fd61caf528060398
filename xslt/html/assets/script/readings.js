// The text as it is written, instead of as editors let it be read: abbreviations closed again, corrections undone, what
// was supplied left out. One that is closed opens when it is clicked.
"use strict";

reading.start((versions) => {
  if (!versions.querySelector(".ex, .supplied, .choice[data-written]")) return;
  reading.toggle(versions, versions.dataset.written, "diplomatic");
  versions.addEventListener("click", (event) => {
    if (versions.classList.contains("diplomatic")) event.target.closest(".expan, .choice[data-written]")?.classList.toggle("open");
  });
});
