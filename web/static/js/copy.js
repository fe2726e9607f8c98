/** Buttons that copy a text (data-copy) or lead to a field (data-jump). */

const THANKS_MS = 2000;

export function wireButtons() {
  document.addEventListener("click", async ({ target }) => {
    const button = target instanceof Element ? target.closest("[data-copy], [data-jump]") : null;
    if (!(button instanceof HTMLElement)) return;
    if (button.dataset.jump) jump(button.dataset.jump);
    if (button.dataset.copy === undefined || !(await copy(button.dataset.copy))) return;
    if (button.dataset.copied) thank(button, button.dataset.copied);
  });
}

/** @param {string} selector */
function jump(selector) {
  const field = document.querySelector(selector);
  if (!(field instanceof HTMLElement)) return;
  field.scrollIntoView({ block: "center" });
  field.focus({ preventScroll: true });
}

/** @param {string} text @returns {Promise<boolean>} the clipboard API is missing on plain http */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

/** @param {string} text */
function copyBySelection(text) {
  const back = document.activeElement;
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "sr-only";
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  if (back instanceof HTMLElement) back.focus({ preventScroll: true });
  return done;
}

/** @param {HTMLElement} button @param {string} words */
function thank(button, words) {
  const before = button.dataset.before ?? button.textContent ?? "";
  button.dataset.before = before;
  button.textContent = words;
  setTimeout(() => {
    if (button.textContent === words) button.textContent = before;
  }, THANKS_MS);
}
