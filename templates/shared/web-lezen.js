// What makes reading on a screen easier. Without this file everything is there too.
"use strict";

const main = document.getElementById("inhoud");
const calm = matchMedia("(prefers-reduced-motion: reduce)");

// --- where the reader is -------------------------------------------------------------------------

function followReader() {
  const contents = document.querySelector(".inhoud");
  const place = document.querySelector(".leesplek");
  const chapters = [...document.querySelectorAll(".hoofdstuk")];
  if (!contents || !place || !chapters.length) return;
  const entries = new Map(
    [...contents.querySelectorAll("a")].map((link) => [link.hash.slice(1), link]),
  );
  const headings = [...main.querySelectorAll("h2[id], h3[id]")].filter((h) => entries.has(h.id));
  const words = place.querySelector(".leesplek-titel");
  let current = null;

  function show() {
    const line = innerHeight / 3;
    const read = headings.filter((heading) => heading.getBoundingClientRect().top <= line);
    const box = main.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (innerHeight - box.top) / box.height));
    document.documentElement.style.setProperty("--gelezen", share.toFixed(4));
    const link = read.length ? entries.get(read[read.length - 1].id) : null;
    if (link === current) return;
    current?.removeAttribute("aria-current");
    current = link;
    current?.setAttribute("aria-current", "true");
    words.textContent = current ? current.textContent : "";
    if (current && contents.scrollHeight > contents.clientHeight) {
      contents.scrollTop = current.offsetTop - contents.clientHeight / 2;
    }
  }

  let waiting = false;
  const later = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      show();
    });
  };
  addEventListener("scroll", later, { passive: true });
  addEventListener("resize", later);
  show();
}

// --- links that open and copy --------------------------------------------------------------------

function say(near, words) {
  let line = near.parentElement.querySelector(".melding");
  if (!line) {
    line = document.createElement("span");
    line.className = "melding";
    line.setAttribute("role", "status");
    near.after(line);
  }
  line.textContent = "";
  requestAnimationFrame(() => (line.textContent = ` ${words}`));
}

function openTarget() {
  const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const closed = target && target.closest("details:not([open])");
  if (closed) {
    closed.open = true;
    target.scrollIntoView({ behavior: calm.matches ? "auto" : "smooth" });
  }
}

function copyOnClick() {
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("[data-kopieer]");
    if (!link) return;
    const text = link.dataset.kopieer || link.href;
    try {
      await navigator.clipboard.writeText(text.replace("{adres}", location.href.split("#")[0]));
      say(link, "Gekopieerd.");
    } catch {
      say(link, "Kopiëren mag hier niet; het adres staat in de adresbalk.");
    }
  });
}

function closeMenus() {
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && document.activeElement?.closest("details.menu[open]");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
}

// --- other years ---------------------------------------------------------------------------------

// jaren.js, beside the index of all years, says what there is: a page cannot know of later years.
function linkYears() {
  const list = document.querySelector("[data-jaren]");
  const years = globalThis.jaarverslagJaren;
  if (!list || !years) return;
  const { jaar: year, publicatie: name } = list.dataset;
  const same = Object.keys(years).filter((y) => years[y][name]).sort();
  const at = same.indexOf(year);
  for (const [other, words, rel] of [[same[at - 1], "Vorig jaar", "prev"], [same[at + 1], "Volgend jaar", "next"]]) {
    if (at < 0 || !other) continue;
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = `../../${other}/${name}/index.html`;
    link.rel = rel;
    link.textContent = `${words}: ${years[other][name]}`;
    item.append(link);
    list.prepend(item);
  }
}

// --- interactive charts ----------------------------------------------------------------------------

function load(source) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = source;
    script.onload = resolve;
    script.onerror = () => reject(new Error(source));
    document.head.append(script);
  });
}

const loaded = new Map();
const once = (source) => {
  if (!loaded.has(source)) loaded.set(source, load(source));
  return loaded.get(source);
};

function offerInteraction() {
  for (const item of document.querySelectorAll("[data-interactief]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Bekijk interactief";
    button.setAttribute("aria-pressed", "false");
    button.addEventListener("click", () => toggle(item, button));
    item.append(button);
    item.hidden = false;
  }
}

async function toggle(item, button) {
  const figure = item.closest("figure");
  const still = figure.querySelector(".schuif");
  let live = figure.querySelector(".interactief");
  if (button.getAttribute("aria-pressed") === "true") {
    live.remove();
    still.hidden = false;
    button.setAttribute("aria-pressed", "false");
    return;
  }
  const { interactief: name, bundel: bundle } = item.dataset;
  try {
    await once(bundle);
    await once(`grafieken/${name}.js`);
  } catch {
    say(button, "De interactieve grafiek kan niet worden geladen.");
    return;
  }
  live = document.createElement("div");
  live.className = "interactief schuif";
  live.setAttribute("role", "group");
  live.setAttribute("aria-label", still.getAttribute("data-naam"));
  still.after(live);
  await globalThis.jaarverslagTeken(live, globalThis.jaarverslagGrafieken[name]);
  still.hidden = true;
  button.setAttribute("aria-pressed", "true");
  walkMarks(live);
}

// One stop for Tab; the arrow keys go from mark to mark, and each says its number.
function walkMarks(live) {
  const marks = [...live.querySelectorAll("[aria-roledescription='gegeven']")];
  if (!marks.length) return;
  const spoken = document.createElement("p");
  spoken.className = "interactief-tekst";
  spoken.setAttribute("role", "status");
  live.after(spoken);
  const focus = (at) => {
    marks.forEach((mark, i) => mark.setAttribute("tabindex", i === at ? "0" : "-1"));
    marks[at].focus();
  };
  marks.forEach((mark, i) => {
    mark.setAttribute("tabindex", i === 0 ? "0" : "-1");
    mark.addEventListener("focus", () => (spoken.textContent = mark.getAttribute("aria-label")));
    mark.addEventListener("pointerenter", () => (spoken.textContent = mark.getAttribute("aria-label")));
    mark.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      const end = { Home: 0, End: marks.length - 1 }[event.key];
      if (step === undefined && end === undefined) return;
      event.preventDefault();
      focus(end ?? (i + step + marks.length) % marks.length);
    });
  });
}

// --- cells that a spreadsheet reads --------------------------------------------------------------

const APART = ".noot, .nootcijfer, .stil, .anker";

/** The words of a cell without its notes; a minus as a keyboard types it, a dash for nothing as 0. */
function bareCell(cell) {
  cell.querySelectorAll(APART).forEach((mark) => mark.remove());
  if (cell.querySelector("data[value='0']") && cell.textContent.trim() === "\u2013") return "0";
  return cell.textContent.trim().replace(/\s+/g, " ").replace(/\u2212(?=[€\s]*\d)/g, "-");
}

/** What was selected, once more; rows and cells without their table get one. */
function selectedPart(selection) {
  const part = document.createElement("div");
  for (let i = 0; i < selection.rangeCount; i += 1) {
    part.append(selection.getRangeAt(i).cloneContents());
  }
  for (const [kinds, around] of [["td, th", "tr"], ["tr, thead, tbody, caption", "table"]]) {
    const loose = [...part.children].filter((child) => child.matches(kinds));
    if (!loose.length) continue;
    const whole = document.createElement(around);
    loose[0].before(whole);
    whole.append(...loose);
  }
  return part;
}

function copyCells() {
  document.addEventListener("copy", (event) => {
    const selection = getSelection();
    if (selection.isCollapsed || event.target.closest?.("input, textarea")) return;
    const part = selectedPart(selection);
    const cells = part.querySelectorAll("td, th");
    if (!cells.length) return; // a piece of running text, or of one cell
    cells.forEach((cell) => cell.replaceChildren(bareCell(cell)));
    part.querySelectorAll("details.menu, .anker").forEach((extra) => extra.remove());
    part.style.cssText = "position: absolute; left: -300vw; width: 200vw";
    main.append(part);
    const plain = part.innerText; // tabs between cells, a line for each row
    part.remove();
    event.clipboardData.setData("text/plain", plain);
    event.clipboardData.setData("text/html", part.innerHTML);
    event.preventDefault();
  });
}

followReader();
copyCells();
copyOnClick();
closeMenus();
linkYears();
offerInteraction();
addEventListener("hashchange", openTarget);
openTarget();
