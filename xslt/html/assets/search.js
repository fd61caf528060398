// The search page. The form's state is the page's address, so that a search can be kept and cited.
const form = document.querySelector("form.search");
const found = document.querySelector(".found");
const list = document.querySelector(".results");
const more = document.querySelector("button.more");
const STEP = 10;
let engine;
let newest = 0;

// ---- What is wanted ----

// Names are chosen by what they look like, but kept by their ids: two persons may bear one name.
const names = new Map();

const loadNames = (input) => {
  if (!names.has(input.name)) {
    names.set(input.name, fetch(input.dataset.names).then((answer) => answer.json()).then((pairs) => {
      input.list.append(...pairs.map(([, label]) => new Option(label, label)));
      return { labels: new Map(pairs), ids: new Map(pairs.map(([id, label]) => [label, id])) };
    }));
  }
  return names.get(input.name);
};

const state = async () => {
  const wanted = Object.fromEntries([...new FormData(form)].filter(([, value]) => value));
  for (const input of form.querySelectorAll("input[data-names]")) {
    if (!wanted[input.name]) continue;
    const id = (await loadNames(input)).ids.get(wanted[input.name]);
    // What is no name yet is still being typed.
    if (id) wanted[input.name] = id; else delete wanted[input.name];
  }
  return wanted;
};

const takeState = async (address) => {
  for (const [name, value] of new URLSearchParams(address)) {
    const field = form.elements[name];
    if (!field) continue;
    field.value = field.dataset.names ? (await loadNames(field)).labels.get(value) ?? "" : value;
  }
};

// ---- From days to years, months and days: of these there are few, so that the index stays small ----

const two = (number) => String(number).padStart(2, "0");
const series = (from, to) => Array.from({ length: Math.max(0, to - from + 1) }, (_, n) => from + n);
const lastOf = (year, month) => new Date(Date.UTC(year, month, 0)).getUTCDate();

const daysOfMonth = (year, month, from, to) => ({
  year: String(year), month: two(month),
  ...(from > 1 || to < lastOf(year, month) ? { day: { any: series(from, to).map(two) } } : {}),
});

const daysOfYear = (year, [month, day], [lastMonth, lastDay]) => {
  if (month === lastMonth) return [daysOfMonth(year, month, day, lastDay)];
  const between = series(month + 1, lastMonth - 1).map(two);
  return [
    daysOfMonth(year, month, day, 31),
    ...(between.length ? [{ year: String(year), month: { any: between } }] : []),
    daysOfMonth(year, lastMonth, 1, lastDay),
  ];
};

const within = (from, to) => {
  const [year, ...start] = from.split("-").map(Number);
  const [lastYear, ...end] = to.split("-").map(Number);
  if (year > lastYear) return [{ year: "none" }];
  if (year === lastYear) return daysOfYear(year, start, end);
  const between = series(year + 1, lastYear - 1).map(String);
  return [
    ...daysOfYear(year, start, [12, 31]),
    ...(between.length ? [{ year: { any: between } }] : []),
    ...daysOfYear(lastYear, [1, 1], end),
  ];
};

const filters = ({ person, place, subject, event, work, year, month, version, part, from, to, q }) => {
  const chosen = Object.entries({ person, place, subject, event, work, year, month, version, part }).filter(([, value]) => value);
  const all = chosen.map(([name, value]) => ({ [name]: value }));
  if (from || to) all.push({ any: within(from || form.elements.from.min, to || form.elements.to.max) });
  // An entry has a record for each of its versions and for its notes; without words, one of them is enough.
  if (all.length && !q && !part) all.push(version ? { part: "diary" } : { leads: "yes" });
  return all.length ? { all } : {};
};

// ---- What is found ----

// The excerpt has <mark> round what was found and nothing else that is not text: it is built anew, not trusted.
const excerpt = (markup, language) => {
  const parsed = new DOMParser().parseFromString(markup, "text/html").body;
  const made = document.createElement("p");
  if (language) made.lang = language;
  for (const node of parsed.childNodes) {
    const marked = node.nodeName === "MARK" ? document.createElement("mark") : null;
    if (marked) marked.textContent = node.textContent;
    made.append(marked ?? node.textContent);
  }
  return made;
};

const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const wordsOf = (text) => text.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];

// The words as they stand in the text, which may have other endings than what was typed; of "harbour-master" only the
// word that was sought.
const asWritten = ({ content, locations }, typed) => {
  const beginnings = wordsOf(fold(typed)).map((word) => word.slice(0, 3));
  const words = content.split(/\s+/);
  const forms = new Set(locations.flatMap((place) => wordsOf((words[place] ?? "").toLowerCase())));
  const sought = [...forms].filter((form) => beginnings.some((beginning) => fold(form).startsWith(beginning)));
  return (sought.length ? sought : [...forms]).slice(0, 12).join(" ");
};

const nameOf = (field, value) =>
  [...(form.elements[field]?.options ?? [])].find((option) => option.value === value)?.textContent;

const line = (result, { q }) => {
  const { title, version, part } = result.meta;
  const address = new URL(`../${(result.raw_url ?? result.url).replace(/^\/+/, "")}`, import.meta.url);
  if (q) address.searchParams.set("highlight", asWritten(result, q));
  else address.search = "";
  const link = document.createElement("a");
  link.href = address.href;
  link.textContent = title;
  const heading = document.createElement("h2");
  heading.append(link);
  const where = [nameOf("version", version), part !== "diary" ? nameOf("part", part) : ""].filter(Boolean).join(" · ");
  if (q && where) {
    const said = document.createElement("span");
    said.className = "where";
    said.textContent = where;
    heading.append(" ", said);
  }
  const item = document.createElement("li");
  item.append(heading, excerpt(result.excerpt));
  return item;
};

const clear = () => {
  found.textContent = "";
  list.replaceChildren();
  more.hidden = true;
  list.ariaBusy = "false";
};

const search = async () => {
  const turn = ++newest;
  const wanted = await state();
  const chosen = filters(wanted);
  history.replaceState(null, "", `?${new URLSearchParams(wanted)}`);
  if (!wanted.q && !chosen.all) return clear();
  const sort = wanted.sort ? { date: wanted.sort } : {};
  const { results } = await engine.search(wanted.q ?? null, { filters: chosen, sort });
  if (turn !== newest) return;
  let shown = 0;
  const show = async () => {
    const next = await Promise.all(results.slice(shown, shown + STEP).map((result) => result.data()));
    if (turn !== newest) return;
    list.append(...next.map((result) => line(result, wanted)));
    shown += next.length;
    more.hidden = shown >= results.length;
  };
  list.replaceChildren();
  found.textContent = results.length ? `${found.dataset.found}${results.length}` : found.dataset.none;
  more.onclick = show;
  await show();
  if (turn === newest) list.ariaBusy = "false";
};

const start = async () => {
  try {
    engine = await import(new URL("../pagefind/pagefind.js", import.meta.url));
    // Addresses are made relative to this script, so that the site works under any path.
    await engine.options({ baseUrl: "/", excerptLength: 30 });
    await engine.init();
  } catch {
    found.textContent = found.dataset.fails;
    return;
  }
  await takeState(location.search);
  form.inert = false;
  let pause;
  const soon = () => {
    list.ariaBusy = "true";
    clearTimeout(pause);
    pause = setTimeout(search, 120);
  };
  form.addEventListener("input", soon);
  form.addEventListener("submit", (event) => { event.preventDefault(); search(); });
  for (const input of form.querySelectorAll("input[data-names]")) {
    input.addEventListener("focus", () => loadNames(input), { once: true });
  }
  await search();
};

start();
