/** One card a page: of a long list that is answered card by card, the phone shows one at a time. */

/** @type {Map<string, string>} which card each list stands at, by their ids */
const at = new Map();

/** Whoever has no script has the whole list instead. */
export function wirePages() {
  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest("[data-pages-by]") : null;
    const list = button?.closest("[data-pages]");
    if (button instanceof HTMLElement && list instanceof HTMLElement) turn(list, Number(button.dataset.pagesBy));
  });
}

/** After every change of a board: the morph knows nothing of which card one stands at. */
export function layPages() {
  for (const list of document.querySelectorAll("[data-pages]")) {
    if (list instanceof HTMLElement) lay(list);
  }
}

/** @param {HTMLElement} list */
const cardsOf = (list) => /** @type {HTMLElement[]} */ ([...list.querySelectorAll(":scope > section[id]")]);

/** @param {HTMLElement} list @param {number} by */
function turn(list, by) {
  const cards = cardsOf(list);
  const next = cards[cards.indexOf(current(list, cards)) + by];
  if (!next) return;
  at.set(list.id, next.id);
  lay(list);
  next.scrollIntoView({ block: "start" });
  next.querySelector("h2")?.focus({ preventScroll: true });
}

/** @param {HTMLElement} list @param {HTMLElement[]} cards the one it stands at, or the first not yet answered */
function current(list, cards) {
  return cards.find(({ id }) => id === at.get(list.id)) ?? cards.find((card) => !answered(card)) ?? cards[0];
}

/** @param {HTMLElement} card */
function answered(card) {
  return [...card.querySelectorAll("fieldset.scale")].every((scale) => {
    const skipped = scale.closest("form")?.nextElementSibling?.querySelector(":scope > p");
    return scale.querySelector(":checked") || (skipped instanceof HTMLElement && !skipped.hidden);
  });
}

/** @param {HTMLElement} list */
function lay(list) {
  const cards = cardsOf(list);
  const shown = current(list, cards);
  if (!shown) return;
  at.set(list.id, shown.id);
  for (const card of cards) card.toggleAttribute("data-off", card !== shown);
  const place = cards.indexOf(shown);
  for (const nav of list.querySelectorAll("[data-pages-nav]")) {
    if (nav instanceof HTMLElement) nav.hidden = cards.length < 2;
  }
  for (const button of list.querySelectorAll("button[data-pages-by]")) {
    const by = button instanceof HTMLElement ? Number(button.dataset.pagesBy) : 0;
    button.toggleAttribute("disabled", !cards[place + by]);
  }
}
