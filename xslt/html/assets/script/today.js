// Among the days of the year, today: its entries, or those of the next day that has any.
"use strict";

addEventListener("DOMContentLoaded", () => {
  const said = document.querySelector(".today[data-today]");
  if (!said) return;
  const now = new Date();
  const today = [now.getMonth() + 1, now.getDate()].map((number) => String(number).padStart(2, "0")).join("-");
  const days = [...document.querySelectorAll("a[data-day]")];
  const next = days.find((day) => day.dataset.day >= today) ?? days[0];
  const link = document.createElement("a");
  link.href = next.href;
  link.textContent = next.title;
  said.append(`${next.dataset.day === today ? said.dataset.today : said.dataset.next}: `, link);
  if (next.dataset.day === today) next.setAttribute("aria-current", "date");
});
