// Searches the publications of a year. The index was made by the build and lies beside this page.
// Not a module itself: in a folder that is opened without a server this has to say what is wrong.
"use strict";

const form = document.querySelector("form[role=search]");
const field = form.querySelector("input");
const told = document.getElementById("gevonden");
const list = document.getElementById("resultaten");
const STEP = 20;

function word(count, one, more) {
  return `${count} ${count === 1 ? one : more}`;
}

// Beside the index of all years there is no index of its own: those of the years count together.
function folders() {
  const here = new URL(".", location.href).pathname;
  const years = form.dataset.jaar ? [""] : Object.keys(globalThis.jaarverslagJaren ?? {}).reverse().map((year) => `${year}/`);
  return years.map((year) => here + year);
}

let started = null;

async function engine() {
  const [first, ...others] = folders();
  const pagefind = await import(`${first}zoekindex/pagefind.js`);
  await pagefind.options({ baseUrl: first, excerptLength: 24 });
  for (const folder of others) await pagefind.mergeIndex(`${folder}zoekindex/`, { baseUrl: folder });
  await pagefind.init();
  return pagefind;
}

function entry(page, part) {
  const item = document.createElement("li");
  const title = document.createElement("h2");
  const link = document.createElement("a");
  link.href = part.url;
  link.textContent = part.title;
  title.append(link);
  const where = document.createElement("p");
  where.className = "waar";
  where.textContent = page.meta.publicatie;
  const words = document.createElement("p");
  words.innerHTML = part.excerpt; // of our own pages, escaped by the index, the words in <mark>
  item.append(title, where, words);
  return item;
}

let latest = 0;

async function search(text) {
  const turn = ++latest;
  list.replaceChildren();
  if (!text.trim()) {
    told.textContent = "";
    return;
  }
  told.textContent = "Bezig met zoeken…";
  started ??= engine();
  const found = await (await started).search(text);
  const pages = await Promise.all(found.results.map((result) => result.data()));
  if (turn !== latest) return;
  const parts = pages.flatMap((page) => page.sub_results.map((part) => [page, part]));
  told.textContent = parts.length
    ? `${word(parts.length, "plek", "plekken")} gevonden voor ‘${text}’.`
    : `Niets gevonden voor ‘${text}’. Probeer een ander of korter woord.`;
  list.append(...parts.slice(0, STEP).map(([page, part]) => entry(page, part)));
  if (parts.length > STEP) more(parts);
}

function more(parts) {
  const item = document.createElement("li");
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = `Toon ook de andere ${parts.length - STEP}`;
  button.addEventListener("click", () => {
    const rest = parts.slice(STEP).map(([page, part]) => entry(page, part));
    item.replaceWith(...rest);
    rest[0].querySelector("a").focus();
  });
  item.append(button);
  list.append(item);
}

function start() {
  const text = new URLSearchParams(location.search).get("zoek") ?? "";
  field.value = text;
  search(text).catch(() => {
    told.textContent = "Zoeken is hier niet mogelijk. Zoek in de pdf, of met Ctrl+F op een pagina.";
  });
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  history.replaceState(null, "", `?zoek=${encodeURIComponent(field.value)}`);
  start();
});
start();
