// A long list is narrowed to the names that hold what is typed, marks on letters aside. Where the names are on pages of
// their own, the list of all is asked for when the field is entered, and those that are found stand in a list.
"use strict";

addEventListener("DOMContentLoaded", () => {
  const field = document.querySelector(".filter input");
  if (!field) return;
  const most = 200;
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const wanted = () => fold(field.value).split(/\s+/).filter(Boolean);
  const letters = [...document.querySelectorAll(".letter")];

  const onThisPage = () => {
    const found = letters.map((letter) => ({
      letter, items: [...letter.querySelectorAll("li")].map((item) => ({ item, words: fold(item.firstElementChild.textContent) })),
    }));
    field.addEventListener("input", () => {
      const words = wanted();
      for (const { letter, items } of found) {
        for (const { item, words: name } of items) item.hidden = !words.every((word) => name.includes(word));
        letter.hidden = items.every(({ item }) => item.hidden);
      }
    });
  };

  const ofAllPages = () => {
    const list = document.createElement("ul");
    const section = Object.assign(document.createElement("section"), { className: "letter", hidden: true });
    section.append(list);
    field.closest(".filter").after(section);
    let names = null;
    const read = () => {
      names ??= fetch(field.dataset.names).then((answer) => answer.json())
        .then((all) => all.map(([name, href, count]) => ({ name, href, count, words: fold(name) })));
      return names;
    };
    const line = ({ name, href, count }) => {
      const item = document.createElement("li");
      item.append(Object.assign(document.createElement("a"), { href, textContent: name }));
      if (count) item.append(Object.assign(document.createElement("span"), { className: "count", textContent: count }));
      return item;
    };
    field.addEventListener("focus", read);
    field.addEventListener("input", async () => {
      const all = await read();
      const words = wanted();
      const found = words.length ? all.filter(({ words: name }) => words.every((word) => name.includes(word))) : [];
      list.replaceChildren(...found.slice(0, most).map(line));
      if (found.length > most) list.append(Object.assign(document.createElement("li"), { textContent: "…" }));
      section.hidden = !words.length;
      for (const letter of letters) letter.hidden = Boolean(words.length);
    });
  };

  // Browsers let no page of a disk read another file.
  if (!field.dataset.names) onThisPage();
  else if (location.protocol === "file:") field.closest(".filter").hidden = true;
  else ofAllPages();
});
