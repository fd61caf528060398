// The search page. The form's state is the page's address, so that a search can be kept and cited.
const form = document.querySelector("form.search");
const found = document.querySelector(".found");
const list = document.querySelector(".results");
const more = document.querySelector("button.more");
const STEP = 10;
let engine;
let months = [];
let newest = 0;

const state = () => Object.fromEntries([...new FormData(form)].filter(([, value]) => value));

const between = (from, to) => months.filter((month) => (!from || month >= from) && (!to || month <= to));

const filters = ({ person, place, year, version, from, to }) => ({
  ...Object.fromEntries(Object.entries({ person, place, year, version }).filter(([, value]) => value)),
  ...(from || to ? { month: { any: between(from, to) } } : {}),
});

const fillChoices = async () => {
  const all = await engine.filters();
  months = Object.keys(all.month ?? {}).sort();
  for (const select of form.querySelectorAll("select[data-facet]")) {
    const counts = all[select.dataset.facet] ?? {};
    const values = Object.keys(counts).sort((a, b) => a.localeCompare(b, document.documentElement.lang));
    select.append(...values.map((value) => new Option(`${value} (${counts[value]})`, value)));
    select.parentElement.hidden = values.length === 0;
  }
};

// The excerpt has <mark> round what was found and nothing else that is not text: it is built anew, not trusted.
const excerpt = (markup) => {
  const parsed = new DOMParser().parseFromString(markup, "text/html").body;
  const made = document.createElement("p");
  for (const node of parsed.childNodes) {
    const marked = node.nodeName === "MARK" ? document.createElement("mark") : null;
    if (marked) marked.textContent = node.textContent;
    made.append(marked ?? node.textContent);
  }
  return made;
};

const line = (result, words) => {
  const item = document.createElement("li");
  const link = document.createElement("a");
  const address = new URL(`../${(result.raw_url ?? result.url).replace(/^\/+/, "")}`, import.meta.url);
  if (words) address.searchParams.set("highlight", words);
  link.href = address.href;
  link.textContent = result.meta.title;
  const heading = document.createElement("h2");
  heading.append(link);
  item.append(heading, excerpt(result.excerpt));
  return item;
};

const search = async () => {
  const turn = ++newest;
  const wanted = state();
  const chosen = filters(wanted);
  history.replaceState(null, "", `?${new URLSearchParams(wanted)}`);
  if (!wanted.q && Object.keys(chosen).length === 0) {
    found.textContent = "";
    list.replaceChildren();
    more.hidden = true;
    return;
  }
  const sort = wanted.sort ? { date: wanted.sort } : {};
  const { results } = await engine.search(wanted.q ?? null, { filters: chosen, sort });
  if (turn !== newest) return;
  let shown = 0;
  const show = async () => {
    const next = await Promise.all(results.slice(shown, shown + STEP).map((result) => result.data()));
    if (turn !== newest) return;
    list.append(...next.map((result) => line(result, wanted.q)));
    shown += next.length;
    more.hidden = shown >= results.length;
  };
  list.replaceChildren();
  found.textContent = results.length ? `${found.dataset.entries}: ${results.length}` : found.dataset.none;
  more.onclick = show;
  await show();
};

const start = async () => {
  form.hidden = false;
  try {
    engine = await import(new URL("../pagefind/pagefind.js", import.meta.url));
    // Addresses are made relative to this script, so that the site works under any path.
    await engine.options({ baseUrl: "/", excerptLength: 30 });
    await engine.init();
    await fillChoices();
  } catch {
    found.textContent = found.dataset.fails;
    return;
  }
  for (const [name, value] of new URLSearchParams(location.search)) {
    if (form.elements[name]) form.elements[name].value = value;
  }
  let pause;
  form.addEventListener("input", () => { clearTimeout(pause); pause = setTimeout(search, 120); });
  form.addEventListener("submit", (event) => { event.preventDefault(); search(); });
  await search();
};

start();
