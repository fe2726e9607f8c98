/**
 * Which fields a person has touched since the server last agreed. Boards leave those alone.
 *
 * @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Field
 */

/** @type {WeakMap<object, Set<string>>} form → names of its touched fields */
const touched = new WeakMap();

/** @param {unknown} node @returns {node is Field} */
export function isField(node) {
  return (
    node instanceof HTMLInputElement ||
    node instanceof HTMLTextAreaElement ||
    node instanceof HTMLSelectElement
  );
}

/** @param {unknown} node @returns {node is HTMLInputElement | HTMLTextAreaElement} */
export function isText(node) {
  if (node instanceof HTMLTextAreaElement) return true;
  return node instanceof HTMLInputElement && !/^(checkbox|radio|hidden|submit|button|file|range)$/.test(node.type);
}

/** @param {Field} field */
const home = (field) => field.form ?? field;
/** @param {Field} field */
const label = (field) => field.name || field.id;

/** @param {Field} field */
export function touch(field) {
  const names = touched.get(home(field)) ?? new Set();
  touched.set(home(field), names.add(label(field)));
}

/** @param {Field} field */
export function untouch(field) {
  touched.get(home(field))?.delete(label(field));
}

/**
 * The revision of a text belongs to the text it was read with: touched together.
 * @param {Field} field
 */
export function isTouched(field) {
  const names = touched.get(home(field));
  if (!names?.size) return false;
  return names.has(label(field)) || isRevision(field);
}

/** @param {Field} field */
export const isRevision = (field) => field.name === "revision";

/** @param {HTMLFormElement | null | undefined} form @returns {HTMLInputElement | null | undefined} */
export const revisionOf = (form) => form?.querySelector("input[name=revision]");

/** @param {HTMLFormElement} form @returns {Field[]} */
export const fieldsOf = (form) => [...form.elements].filter(isField);
