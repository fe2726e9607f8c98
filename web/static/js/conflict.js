/** Two people wrote in the same text. Both texts are shown; the person chooses. */
import { dropDraft, keepDraft } from "./drafts.js";
import { isText, revisionOf, untouch } from "./fields.js";
import { clearWords, phrase } from "./words.js";

/** A choice is offered: nothing is saved until it is made. @param {HTMLFormElement} form */
export const inConflict = (form) => form.querySelector("[data-theirs]:not([hidden]) [data-take]") !== null;

/** @param {HTMLFormElement} form @param {{ theirs?: string, revision?: number }} reply */
export function showConflict(form, { theirs, revision }) {
  const field = [...form.elements].find(isText);
  const base = revisionOf(form);
  if (base && revision !== undefined) base.value = String(revision);
  if (field?.id) keepDraft(field.id, field.value, base?.value ?? null);
  const box = form.querySelector("[data-theirs]");
  if (!(box instanceof HTMLElement) || theirs === undefined) return;
  box.replaceChildren(line(phrase("others")), line(theirs, "data-theirs-text"), choices());
  box.hidden = false;
}

/** @param {HTMLFormElement} form */
export function hideTheirs(form) {
  const box = form.querySelector("[data-theirs]");
  if (box instanceof HTMLElement) box.hidden = true;
}

/** @param {string} text @param {string} [mark] */
function line(text, mark) {
  const made = Object.assign(document.createElement("p"), { textContent: text, dir: "auto" });
  if (mark) made.setAttribute(mark, "");
  return made;
}

function choices() {
  const row = Object.assign(document.createElement("div"), { className: "actions" });
  for (const take of ["mine", "their"]) {
    const words = phrase(take);
    if (!words) continue;
    const made = Object.assign(document.createElement("button"), { className: "ds-button", type: "button" });
    made.textContent = words;
    Object.assign(made.dataset, { take, size: "sm", ...(take === "their" && { variant: "secondary" }) });
    row.append(made);
  }
  return row;
}

/** @param {(form: HTMLFormElement) => void} save */
export function wireConflicts(save) {
  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest("[data-take]") : null;
    const form = button?.closest("form");
    const field = form && [...form.elements].find(isText);
    if (!(button instanceof HTMLElement) || !form || !field) return;
    const mine = button.dataset.take === "mine";
    if (!mine) {
      field.value = form.querySelector("[data-theirs-text]")?.textContent ?? field.value;
      dropDraft(field.id);
      untouch(field);
    }
    hideTheirs(form);
    clearWords(form);
    field.focus();
    if (mine) save(form);
  });
}
