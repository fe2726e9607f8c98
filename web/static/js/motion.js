/** Numbers count up to what they are; at once for those who asked for less motion. */

const RUN_MS = 900;
const calm = matchMedia("(prefers-reduced-motion: reduce)");

/** @type {WeakMap<Element, { to: number, shown: number }>} */
const seen = new WeakMap();

/** @param {ParentNode} root */
export function countUp(root) {
  for (const el of root.querySelectorAll("[data-count-to]")) {
    const to = Number(el.getAttribute("data-count-to"));
    const last = seen.get(el);
    if (Number.isNaN(to) || last?.to === to) continue;
    const run = { to, shown: last?.shown ?? 0 };
    seen.set(el, run);
    if (calm.matches || document.hidden) write(el, run, to);
    else step(el, run, run.shown, performance.now());
  }
}

/** @param {Element} el @param {{ to: number, shown: number }} run @param {number} from @param {number} start */
function step(el, run, from, start) {
  if (seen.get(el) !== run || !el.isConnected) return;
  const part = Math.min(1, Math.max(0, (performance.now() - start) / RUN_MS));
  const eased = 1 - (1 - part) ** 3;
  write(el, run, part === 1 ? run.to : Math.round(from + (run.to - from) * eased));
  if (part < 1) requestAnimationFrame(() => step(el, run, from, start));
}

/** @param {Element} el @param {{ shown: number }} run @param {number} value */
function write(el, run, value) {
  run.shown = value;
  const text = value.toLocaleString(document.documentElement.lang || "nb");
  if (el.textContent !== text) el.textContent = text;
}
