/** The connection in words (#wire), calm enough for a screen reader: only lasting states are said. */

const SLOW_MS = 700;
const LATE_MS = 4000; // longer than an answer should take

/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
let planned = "";
let count = 0;
let since = 0;

/** @param {boolean} connected @param {number} waiting how many ops are not acknowledged */
export function showStatus(connected, waiting) {
  count = waiting;
  since = waiting ? since || Date.now() : 0;
  const state = stateOf(connected);
  if (state !== planned) plan(state, state === "sent" ? 0 : SLOW_MS);
  else if (state === line()?.dataset.state) say(state);
}

/** @param {boolean} connected */
function stateOf(connected) {
  if (!connected) return count ? "unsent" : "offline";
  if (!count) return "sent";
  return Date.now() - since > LATE_MS ? "unsent" : "sending";
}

/** @param {string} state @param {number} wait */
function plan(state, wait) {
  planned = state;
  clearTimeout(timer);
  timer = setTimeout(() => {
    say(state);
    if (state === "sending") plan("unsent", LATE_MS - wait);
  }, wait);
}

const line = () => document.getElementById("wire");

/** @param {string} state */
function say(state) {
  const place = line();
  if (!place) return;
  const words = (place.dataset[state] ?? "").replace("{n}", String(count));
  place.dataset.state = state;
  if (place.textContent !== words) place.textContent = words;
}
