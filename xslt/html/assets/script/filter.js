// A long list is narrowed to the names that hold what is typed, marks on letters aside.
"use strict";

addEventListener("DOMContentLoaded", () => {
  const field = document.querySelector(".filter input");
  if (!field) return;
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const letters = [...document.querySelectorAll(".letter")].map((letter) => ({
    letter, items: [...letter.querySelectorAll("li")].map((item) => ({ item, words: fold(item.firstElementChild.textContent) })),
  }));
  field.addEventListener("input", () => {
    const wanted = fold(field.value).split(/\s+/).filter(Boolean);
    for (const { letter, items } of letters) {
      for (const { item, words } of items) item.hidden = !wanted.every((word) => words.includes(word));
      letter.hidden = items.every(({ item }) => item.hidden);
    }
  });
});
