// The page of a preview: follows what an editor saves, shows problems at their paragraph, tells where
// everything comes from, and asks for a PDF. Not part of what is published.
"use strict";

const OWN = "/_voorbeeld";
const PLACE = "data-plaats";
const KEPT = "voorbeeld-plek";
let state = readState(document);
let shown = null; // the page as it came, without what scripts made of it

function readState(page) {
  return JSON.parse(page.getElementById("voorbeeld-toestand").textContent);
}

// --- blocks of text ------------------------------------------------------------------------------

function place(element) {
  const [, file, line] = element.getAttribute(PLACE).match(/^(.*):(\d+)$/);
  return { file, line: Number(line) };
}

function outermost(page) {
  return [...page.querySelectorAll(`[${PLACE}]`)].filter((block) => !block.parentElement.closest(`[${PLACE}]`));
}

// Neighbours that are blocks of text belong together: within such a run they may come, go and change.
function runs(page) {
  const found = [];
  for (const block of outermost(page)) {
    const run = found[found.length - 1];
    if (run && run[run.length - 1].nextElementSibling === block) run.push(block);
    else found.push([block]);
  }
  return found;
}

function bare(element) {
  return element.outerHTML.replace(/ data-plaats="[^"]*"/g, "");
}

// All of a page but its blocks of text; the same frame means that only text has changed.
function frame(page) {
  const copy = page.body.cloneNode(true);
  const run = runs({ querySelectorAll: (rule) => copy.querySelectorAll(rule) });
  for (const blocks of run) {
    blocks[0].replaceWith("\u0000");
    for (const block of blocks.slice(1)) block.remove();
  }
  return copy.innerHTML;
}

function exchange(now, before, after) {
  const equal = (one, other) => one && other && bare(one) === bare(other);
  let start = 0;
  while (start < before.length && start < after.length && equal(before[start], after[start])) start++;
  let end = 0;
  const room = Math.min(before.length, after.length) - start;
  while (end < room && equal(before[before.length - 1 - end], after[after.length - 1 - end])) end++;
  const anchor = now[start] ?? null;
  const fresh = after.slice(start, after.length - end).map((block) => document.importNode(block, true));
  if (anchor) anchor.before(...fresh);
  else now[now.length - 1].after(...fresh);
  for (const old of now.slice(start, before.length - end)) old.remove();
  return fresh;
}

function samePlaces(now, after) {
  const [mine, theirs] = [now, after].map((page) => [...page.querySelectorAll(`[${PLACE}]`)]);
  if (mine.length !== theirs.length) return;
  mine.forEach((block, i) => block.setAttribute(PLACE, theirs[i].getAttribute(PLACE)));
}

// --- following -----------------------------------------------------------------------------------

async function fetched() {
  const answer = await fetch(location.pathname, { cache: "no-store" });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return page.getElementById("voorbeeld-toestand") ? page : null;
}

let busy = false;
let again = false;

async function follow() {
  if (busy) {
    again = true;
    return;
  }
  busy = true;
  try {
    do {
      again = false;
      await update();
    } while (again);
  } catch (error) {
    bar.say("Geen verbinding met het voorbeeld. Draait serve nog?");
  } finally {
    busy = false;
  }
}

async function update() {
  const page = await fetched();
  if (!page) return reload();
  const next = readState(page);
  if (next.sleutel === state.sleutel) return;
  if (next.programma !== state.programma) bar.say("Het programma zelf is veranderd. Start serve opnieuw.");
  if (next.vorm !== state.vorm || !shown || frame(page) !== frame(shown)) return reload();
  unmark();
  const [now, before, after] = [document, shown, page].map(runs);
  const headings = (run) => run.some((block) => /^H[2-6]$/.test(block.tagName));
  const changed = before.map((run, i) => run.map(bare).join() !== after[i].map(bare).join());
  if (now.length !== before.length) return reload();
  if (changed.some((is, i) => is && run_differs_in_headings(before[i], after[i], headings))) return reload();
  const fresh = changed.flatMap((is, i) => (is ? exchange(now[i], before[i], after[i]) : []));
  samePlaces(document, page);
  shown = page;
  state = next;
  mark();
  for (const block of fresh) block.classList.add("voorbeeld-nieuw");
}

function run_differs_in_headings(before, after, headings) {
  const only = (run) => run.filter((block) => headings([block])).map(bare).join();
  return only(before) !== only(after);
}

// --- the reader's place --------------------------------------------------------------------------

function reload() {
  const marks = [...document.querySelectorAll("main [id]")].filter((mark) => !mark.closest("[data-voorbeeld]"));
  const near = marks.find((mark) => mark.getBoundingClientRect().bottom > 0);
  const kept = { path: location.pathname, y: scrollY, id: near?.id, top: near?.getBoundingClientRect().top };
  sessionStorage.setItem(KEPT, JSON.stringify(kept));
  location.reload();
}

function restore() {
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
  sessionStorage.removeItem(KEPT);
  if (!kept || kept.path !== location.pathname) return;
  history.scrollRestoration = "manual";
  const near = kept.id && document.getElementById(kept.id);
  const y = near ? scrollY + near.getBoundingClientRect().top - kept.top : kept.y;
  scrollTo({ top: y, behavior: "instant" });
}

// --- problems ------------------------------------------------------------------------------------

function unmark() {
  for (const made of document.querySelectorAll("[data-voorbeeld='melding']")) made.remove();
  for (const block of document.querySelectorAll(".voorbeeld-fout, .voorbeeld-letop")) {
    block.classList.remove("voorbeeld-fout", "voorbeeld-letop");
  }
}

function blockOf(problem) {
  const { file, line } = problem.place;
  for (const [id, sources] of Object.entries(state.bronnen)) {
    const own = sources.slice(1).some(([, source]) => stem(source) === stem(file));
    const here = sources[0][1] === file && sources[0][2] === line;
    const block = (own || here) && document.getElementById(id);
    if (block) return block;
  }
  let best = null;
  for (const block of document.querySelectorAll(`[${PLACE}]`)) {
    const at = place(block);
    if (at.file === file && at.line <= line && (!best || at.line >= place(best).line)) best = block;
  }
  if (best) return best;
  const chapter = Object.entries(state.bronnen).find(([, [source]]) => source[0] === "tekst" && source[1] === file);
  return chapter ? document.getElementById(chapter[0]) : null;
}

function stem(file) {
  return file.replace(/\.(csv|yaml)$/, "");
}

function mark() {
  for (const problem of state.problemen) {
    const block = blockOf(problem);
    if (!block) continue;
    const wrong = problem.severity === "FOUT";
    block.classList.add(wrong ? "voorbeeld-fout" : "voorbeeld-letop");
    const box = told(problem);
    const host = block.closest(".tegels") ?? block.closest("li, td, th, .schuif") ?? block;
    if (host.matches("li, td, th")) host.append(box);
    else host.after(box);
    problem.box = box;
  }
  bar.show();
}

function told(problem) {
  const box = document.createElement("div");
  box.dataset.voorbeeld = "melding";
  box.className = `voorbeeld-melding ${problem.severity === "FOUT" ? "is-fout" : "is-letop"}`;
  const title = document.createElement("p");
  title.className = "voorbeeld-kop";
  title.textContent = `${problem.severity} ${problem.code}: ${problem.what}`;
  const list = document.createElement("dl");
  const lines = [
    ...Object.entries(problem.context),
    ["gevonden", problem.found],
    ["verwacht", problem.expected],
    ["doe dit", problem.advice],
  ];
  for (const [name, words] of lines.filter(([, words]) => words)) {
    const [term, text] = [document.createElement("dt"), document.createElement("dd")];
    term.textContent = name;
    text.textContent = words;
    list.append(term, text);
  }
  box.append(title, list, sourceButton(problem.place.file, problem.place.line));
  return box;
}

// --- where it comes from -------------------------------------------------------------------------

function sourceButton(file, line, kind = "") {
  const words = `${kind ? `${kind}: ` : ""}${file}${line ? `:${line}` : ""}`;
  if (!state.editor) {
    const plain = document.createElement("code");
    plain.textContent = words;
    return plain;
  }
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = words;
  button.title = "Open in de editor";
  button.addEventListener("click", async () => {
    const answer = await ask("openen", { bestand: file, regel: line || 1 });
    if (!answer.ok) bar.say(await answer.text());
  });
  return button;
}

function ask(what, sent) {
  const headers = { "content-type": "application/json", "x-voorbeeld": state.teken };
  return fetch(`${OWN}/${what}`, { method: "POST", headers, body: JSON.stringify(sent) });
}

function showSources(on) {
  document.documentElement.classList.toggle("voorbeeld-herkomst", on);
  for (const made of document.querySelectorAll("[data-voorbeeld='herkomst']")) made.remove();
  if (!on) return;
  const label = (after, buttons) => {
    const line = document.createElement(after.matches("li") ? "span" : "div");
    line.dataset.voorbeeld = "herkomst";
    line.className = "voorbeeld-bron";
    line.append(...buttons);
    if (after.matches("li")) after.append(line);
    else after.before(line);
  };
  for (const block of document.querySelectorAll(`[${PLACE}]`)) {
    if (block.matches("ul, ol, dl, div, table, blockquote")) continue;
    if (block.matches("p") && block.parentElement.matches("li")) continue;
    const at = place(block);
    label(block, [sourceButton(at.file, at.line)]);
  }
  for (const [id, sources] of Object.entries(state.bronnen)) {
    const block = document.getElementById(id);
    if (block) label(block, sources.map(([kind, file, line]) => sourceButton(file, line, kind)));
  }
}

// --- the bar -------------------------------------------------------------------------------------

const bar = {
  make() {
    const aside = document.createElement("aside");
    aside.dataset.voorbeeld = "balk";
    aside.className = "voorbeeld-balk";
    aside.setAttribute("aria-label", "Voorbeeld");
    this.status = document.createElement("span");
    this.status.setAttribute("role", "status");
    this.list = document.createElement("details");
    this.sources = button("Herkomst", () => {
      const on = this.sources.getAttribute("aria-pressed") !== "true";
      this.sources.setAttribute("aria-pressed", String(on));
      showSources(on);
    });
    this.sources.setAttribute("aria-pressed", "false");
    aside.append(this.list, this.sources);
    if (state.publicatie) {
      this.pdf = button("Pdf maken", () => this.makePdf());
      aside.append(this.pdf);
    }
    aside.append(this.status);
    document.body.append(aside);
  },
  say(words) {
    this.status.textContent = words;
  },
  show() {
    const count = (severity) => state.problemen.filter((problem) => problem.severity === severity).length;
    const [wrong, odd] = [count("FOUT"), count("LET OP")];
    const summary = document.createElement("summary");
    const words = [wrong && `${wrong} ${wrong === 1 ? "fout" : "fouten"}`, odd && `${odd} let op`].filter(Boolean);
    summary.textContent = words.join(", ") || "Geen problemen";
    summary.className = wrong ? "is-fout" : odd ? "is-letop" : "is-goed";
    const items = document.createElement("ul");
    for (const problem of state.problemen) items.append(this.item(problem));
    this.list.replaceChildren(summary, items);
    if (this.sources.getAttribute("aria-pressed") === "true") showSources(true);
    if (this.pdf && this.pdf.dataset.sleutel !== state.sleutel) this.resetPdf();
  },
  item(problem) {
    const item = document.createElement("li");
    if (!problem.box) {
      item.append(told(problem));
      return item;
    }
    const words = `${problem.severity} ${problem.code}: ${problem.what}`;
    item.append(button(words, () => problem.box.scrollIntoView({ block: "center" })));
    return item;
  },
  async makePdf() {
    this.pdf.disabled = true;
    this.pdf.dataset.sleutel = state.sleutel;
    this.say("De pdf wordt gemaakt…");
    const answer = await ask("pdf", { publicatie: state.publicatie });
    if (!answer.ok) this.say(await answer.text());
  },
  pdfTold(event) {
    if (!this.pdf || event.publicatie !== state.publicatie) return;
    if (event.stand === "bezig") this.say(`Pdf: ${event.regel}`);
    if (event.stand === "mislukt") {
      this.resetPdf();
      this.say(event.regel);
    }
    if (event.stand === "klaar") {
      this.resetPdf();
      const year = location.pathname.split("/")[1];
      const link = document.createElement("a");
      link.href = `/${year}/${state.publicatie}/${state.publicatie}-${year}.pdf`;
      link.target = "_blank";
      link.textContent = "Bekijk de pdf";
      this.status.replaceChildren("De pdf is klaar. ", link);
    }
  },
  resetPdf() {
    this.pdf.disabled = false;
    if (this.status.querySelector("a")) this.say("");
  },
};

function button(words, press) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = words;
  made.addEventListener("click", press);
  return made;
}

function listen() {
  const events = new EventSource(`${OWN}/gebeurtenissen`);
  events.addEventListener("message", (message) => {
    const event = JSON.parse(message.data);
    if (event.soort === "pdf") bar.pdfTold(event);
    else if (event.sleutel !== state.sleutel) follow();
    else bar.say("");
  });
  events.addEventListener("error", () => bar.say("Geen verbinding met het voorbeeld. Draait serve nog?"));
}

async function start() {
  bar.make();
  restore();
  mark();
  const page = await fetched(); // what is compared with later: the page before scripts change it
  if (page && readState(page).sleutel === state.sleutel) shown = page;
  listen();
}

start();
