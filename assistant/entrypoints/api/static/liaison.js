// Asks without leaving the page, and opens sources beside the answer. Everything also works without.
"use strict";

const $ = (id) => document.getElementById(id);
const form = $("ask");
const viewer = $("viewer");
let opener = null;

async function* events(response) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let buffer = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    buffer += value.replaceAll("\r\n", "\n");
    for (let end; (end = buffer.indexOf("\n\n")) >= 0; buffer = buffer.slice(end + 2)) {
      const fields = {};
      for (const line of buffer.slice(0, end).split("\n")) {
        const colon = line.indexOf(": ");
        if (colon > 0) fields[line.slice(0, colon)] = line.slice(colon + 2);
      }
      if (fields.event) yield [fields.event, JSON.parse(fields.data)];
    }
  }
}

function paragraph(text, name) {
  const p = document.createElement("p");
  p.className = name;
  p.textContent = text;
  return p;
}

async function ask(event) {
  event.preventDefault();
  const offered = event.submitter && event.submitter.name === "question" ? event.submitter.value : "";
  const question = (offered || $("question").value).trim();
  if (!question) return;
  const body = new URLSearchParams(new FormData(form));
  body.set("question", question);
  const button = form.querySelector("button");
  begin();
  const [turn, card] = started(question);
  button.disabled = true;
  $("progress").textContent = "Working on it.";
  try {
    let whole = false;
    for await (const [name, data] of events(await sent(body))) {
      if (name === "progress" && data) $("progress").textContent = data;
      if (name === "statement") card.append(paragraph(data, "statement"));
      if (name === "problem") throw new Error(data);
      if (name === "answer") whole = show(turn, data);
    }
    if (!whole) throw new Error("The answer was cut off on its way. Ask again.");
  } catch (error) {
    turn.append(Object.assign(paragraph(error.message, "fault"), { role: "alert" }));
  }
  $("progress").textContent = "";
  button.disabled = false;
}

function started(question) {
  const turn = Object.assign(document.createElement("article"), { className: "turn" });
  const card = Object.assign(document.createElement("div"), { className: "answer" });
  turn.append(Object.assign(document.createElement("h2"), { className: "asked", textContent: question }), card);
  $("turns").append(turn);
  return [turn, card];
}

async function sent(body) {
  const response = await fetch(form.dataset.stream, { method: "POST", body }).catch(() => {
    throw new Error("Liaison can't be reached. Check the connection and ask again.");
  });
  if (response.status === 401) location.assign("/sign-in");
  if (response.ok) return response;
  const problem = await response.json().catch(() => ({}));
  throw new Error(problem.detail || "The service did not answer. Try again.");
}

// From the first question on, the box for the next one stays at hand below the answers.
function begin() {
  $("desk").classList.replace("empty", "asking");
  document.querySelector("h1").classList.add("hidden");
  for (const part of document.querySelectorAll(".examples, .examples + .hint")) part.remove();
}

function show(turn, html) {
  // The service escaped everything in it.
  const made = new DOMParser().parseFromString(html, "text/html").body.firstElementChild;
  turn.replaceWith(made);
  made.focus({ preventScroll: true });
  made.scrollIntoView({ block: "start" });
  $("question").value = "";
  return true;
}

async function open(link) {
  const response = await fetch(link.href, { headers: { "X-Part": "1", Accept: "text/html" } });
  if (!response.ok) {
    location.assign(link.href);
    return;
  }
  const part = new DOMParser().parseFromString(await response.text(), "text/html");
  const close = Object.assign(document.createElement("button"), { className: "quiet close", type: "button", textContent: "Close" });
  close.setAttribute("aria-label", "Close the source");
  close.addEventListener("click", shut);
  if (!viewer.contains(link)) opener = link;
  viewer.replaceChildren(part.body.firstElementChild);
  viewer.querySelector(".bar").append(close);
  for (const card of document.querySelectorAll(".cards li")) {
    card.classList.toggle("open", card.querySelector("a").href === link.href);
  }
  viewer.hidden = false;
  document.body.classList.add("with-source");
  viewer.querySelector(".title").focus({ preventScroll: true });
  const quoted = viewer.querySelector(".quoted") || viewer.querySelector("mark");
  // Only the viewer moves, never the page behind it.
  viewer.scrollTop = 0;
  if (quoted) viewer.scrollTop = quoted.getBoundingClientRect().top - viewer.getBoundingClientRect().top - viewer.clientHeight / 3;
  const sheet = quoted && quoted.closest(".wide");
  if (sheet) sheet.scrollLeft = quoted.getBoundingClientRect().left - sheet.getBoundingClientRect().left - 24;
}

function shut() {
  viewer.hidden = true;
  viewer.replaceChildren();
  document.body.classList.remove("with-source");
  for (const card of document.querySelectorAll(".cards .open")) card.classList.remove("open");
  if (opener) opener.focus();
}

if (form) {
  form.addEventListener("submit", ask);
  $("question").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
}
if (viewer) {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-source]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open(link);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !viewer.hidden) shut();
  });
}

// Ticks of a ledger stay in this browser.
const ledger = document.querySelector("[data-ledger]");
if (ledger) {
  const name = `ledger ${ledger.dataset.ledger}`;
  const boxes = [...document.querySelectorAll("[data-claim]")];
  const tell = () => {
    const ticked = boxes.filter((box) => box.checked).map((box) => box.id);
    localStorage.setItem(name, JSON.stringify(ticked));
    ledger.textContent = `${ticked.length} of ${boxes.length} statements checked against their sources.`;
  };
  const kept = new Set(JSON.parse(localStorage.getItem(name) || "[]"));
  for (const box of boxes) {
    box.checked = kept.has(box.id);
    box.addEventListener("change", tell);
  }
  tell();
}
