// The text as it is written, instead of as editors let it be read: abbreviations closed again, corrections undone, what
// was supplied left out. One that is closed opens when it is clicked.
"use strict";

reading.start((versions) => {
  if (!versions.querySelector(".ex, .supplied, .choice[data-written]")) return;
  reading.toggle(versions, versions.dataset.written, "diplomatic");
  const closed = (target) => versions.classList.contains("diplomatic") && target.closest?.(".expan, .choice[data-written]");
  versions.addEventListener("click", (event) => closed(event.target)?.classList.toggle("open"));
});
