/** A plain form as a command: what goes over the wire is what a form post would carry. */
import { fieldsOf, isText } from "./fields.js";

/** @typedef {import("./fields.js").Field} Field */

const skipped = /^(command|step|csrf_token|_.*)$/;

/**
 * @param {HTMLFormElement} form @param {HTMLElement | null} submitter
 * @returns {Record<string, string | string[]>} repeated names, and names in [], become lists
 */
export function argsOf(form, submitter) {
  const entries = [...new FormData(form)];
  if (submitter instanceof HTMLButtonElement && submitter.name) {
    entries.push([submitter.name, submitter.value]);
  }
  /** @type {Record<string, string | string[]>} */
  const args = {};
  for (const [full, value] of entries) {
    if (typeof value !== "string" || skipped.test(full)) continue;
    const name = full.replace(/\[\]$/, "");
    if (name in args || name !== full) args[name] = [args[name] ?? [], value].flat();
    else args[name] = value;
  }
  return args;
}

/** @param {HTMLFormElement} form @returns {Record<string, string>} what templates put there unseen */
export function hiddenArgs(form) {
  const unseen = fieldsOf(form).filter((field) => field.type === "hidden" && !skipped.test(field.name));
  return Object.fromEntries(unseen.map((field) => [field.name, field.value]));
}

/** @param {HTMLFormElement} form @returns {number | null} */
export function stepOf(form) {
  const field = fieldsOf(form).find(({ name }) => name === "step");
  return field?.value ? Number(field.value) : null;
}

/** @param {HTMLFormElement} form @returns {string} the same for the same form after a morph or reload */
export function keyOf(form) {
  if (form.getAttribute("id")) return `#${form.getAttribute("id")}`;
  const { revision: _, ...hidden } = hiddenArgs(form);
  const text = fieldsOf(form).find(isText);
  return [form.dataset.command, stepOf(form), JSON.stringify(hidden), text?.id ?? ""].join(" ");
}

/** @param {string | undefined} key @returns {HTMLFormElement | undefined} */
export function formOf(key) {
  const forms = /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll("form[data-command]"));
  return [...forms].find((form) => keyOf(form) === key);
}
