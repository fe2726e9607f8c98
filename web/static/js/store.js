/**
 * Small notes that survive a reload. Where the browser keeps none (private mode, full disk) they
 * live as long as the page. Names: floke:op:…, floke:draft:…, floke:memory:…
 */

const MONTH_MS = 30 * 24 * 3600 * 1000;

/** @type {Map<string, string>} */
const page = new Map();

/** @returns {Storage | null} */
function disk() {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

/** @param {string} name @returns {any} the value last written, or null */
export function read(name) {
  const text = page.get(name) ?? disk()?.getItem(name) ?? null;
  try {
    return text === null ? null : JSON.parse(text).value;
  } catch {
    return null;
  }
}

/** @param {string} name @param {unknown} value */
export function write(name, value) {
  const text = JSON.stringify({ at: Date.now(), value });
  try {
    const kept = disk();
    if (kept === null) throw new Error("no storage");
    kept.setItem(name, text);
    page.delete(name);
  } catch {
    page.set(name, text);
  }
}

/** @param {string} name */
export function remove(name) {
  page.delete(name);
  disk()?.removeItem(name);
}

/** @param {string} prefix @returns {string[]} in the order of their names */
export function names(prefix) {
  const all = [...page.keys(), ...Object.keys(disk() ?? {})];
  return [...new Set(all)].filter((name) => name.startsWith(prefix)).sort();
}

/** Notes from seminars a month ago are nobody's business any more. */
export function prune() {
  for (const name of names("floke:")) {
    try {
      const { at } = JSON.parse(page.get(name) ?? disk()?.getItem(name) ?? "{}");
      if (!(Date.now() - at < MONTH_MS)) remove(name);
    } catch {
      remove(name);
    }
  }
}
