/** A person's own order of a list, so that nobody gains by standing first. Same as in class Own. */

/**
 * FNV-1a over UTF-8, then the last mixing of MurmurHash3, for numbers that follow each other.
 * @param {string} text @returns {number} 32 bits, unsigned
 */
function scattered(text) {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** @param {HTMLElement} list @param {string} shuffle the person's own order, equal on every reload */
export function order(list, shuffle) {
  const rows = /** @type {HTMLElement[]} */ ([...list.children]).map((row) => {
    const key = row.dataset.key ?? "";
    return { row, key, at: scattered(`${shuffle}:${key}`) };
  });
  const sorted = [...rows].sort((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1));
  if (sorted.every(({ row }, i) => row === rows[i].row)) return;
  const focused = /** @type {HTMLElement | null} */ (list.querySelector(":focus"));
  list.append(...sorted.map(({ row }) => row));
  focused?.focus({ preventScroll: true });
}
