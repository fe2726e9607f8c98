/** Asks before what cannot be undone. */
import { phrase } from "./words.js";

/**
 * @param {string} sentence
 * @param {{ yes: string, no: string }} words whole sentences for the two buttons
 * @returns {Promise<boolean>}
 */
export function confirmed(sentence, { yes, no }) {
  if (!window.HTMLDialogElement || !no) return Promise.resolve(window.confirm(sentence));
  const dialog = document.createElement("dialog");
  dialog.className = "ds-dialog confirm";
  const question = Object.assign(document.createElement("p"), { id: "confirm-question", textContent: sentence });
  dialog.setAttribute("aria-labelledby", question.id);
  const form = document.createElement("form");
  form.method = "dialog";
  form.className = "actions";
  form.append(button("yes", yes, ""), button("no", no, "secondary"));
  dialog.append(question, form);
  document.body.append(dialog);
  return new Promise((answer) => {
    dialog.addEventListener("close", () => {
      answer(dialog.returnValue === "yes");
      dialog.remove();
    });
    dialog.showModal();
  });
}

/** @param {string} value @param {string} words @param {string} variant */
function button(value, words, variant) {
  const made = document.createElement("button");
  Object.assign(made, { className: "ds-button", value, textContent: words, autofocus: value === "no" });
  if (variant) made.dataset.variant = variant;
  return made;
}

/** @param {HTMLFormElement} form @param {HTMLElement | null} submitter @returns {Promise<boolean>} */
export function askFirst(form, submitter) {
  const from = submitter?.dataset.confirm !== undefined ? submitter : form;
  return confirmed(from.dataset.confirm ?? "", {
    yes: from.dataset.confirmYes ?? submitter?.textContent?.trim() ?? "OK",
    no: from.dataset.confirmNo ?? phrase("no"),
  });
}
