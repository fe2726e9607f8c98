/** Clocks that count down to a deadline by the server's time. */

const SOON_MS = 60000;
const LAG_MS = 3000;

let offset = 0;
let known = false;

/** @param {number | undefined} now the server's clock; a late message only makes it seem behind */
export function setNow(now) {
  if (!now) return;
  const sample = now - Date.now();
  if (!known || sample > offset || offset - sample > LAG_MS) offset = sample;
  known = true;
}

export function startClocks() {
  layClocks(document);
  setInterval(() => layClocks(document), 250);
}

/** @param {ParentNode} root */
export function layClocks(root) {
  const now = Date.now() + offset;
  for (const el of root.querySelectorAll("time[data-deadline]")) {
    const clock = /** @type {HTMLElement} */ (el);
    const { paused, deadline } = clock.dataset;
    const left = paused ? Number(paused) * 1000 : Number(deadline) - now;
    const state = left <= 0 ? "over" : left <= SOON_MS ? "soon" : "";
    if ((clock.dataset.state ?? "") !== state) {
      if (state) clock.dataset.state = state;
      else delete clock.dataset.state;
    }
    write(clock, inWords(Math.max(0, left)));
  }
  for (const el of root.querySelectorAll("time[data-clock]")) write(el, timeOfDay(now));
}

/** @param {Element} el @param {string} text */
function write(el, text) {
  if (el.textContent !== text) el.textContent = text;
}

/** @param {number} ms @returns {string} "8:05", "1:02:03" */
export function inWords(ms) {
  const seconds = Math.ceil(ms / 1000);
  const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}:${two(seconds % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
}

/** @param {number} now */
function timeOfDay(now) {
  return new Date(now).toLocaleTimeString(document.documentElement.lang || "nb", {
    hour: "2-digit",
    minute: "2-digit",
  });
}
