/** Half-written text outlives reloads, sleep and new steps, until its command is acknowledged. */
import { isText, isTouched, revisionOf, touch, untouch } from "./fields.js";
import * as store from "./store.js";

let key = "";

/** @typedef {{ text: string, base: string | null }} Draft base: the revision it was written on */

/** @param {string} id */
const name = (id) => `floke:draft:${key}:${id}`;

/** @param {string} dataKey */
export function openDrafts(dataKey) {
  key = dataKey;
  document.addEventListener("input", ({ target }) => {
    if (!isText(target) || !target.form?.dataset.command) return;
    touch(target);
    if (target.form.dataset.save === undefined && target.value === target.defaultValue) {
      untouch(target);
      dropDraft(target.id);
    } else if (target.id && target.dataset.draft !== undefined) {
      keepDraft(target.id, target.value, revisionOf(target.form)?.value ?? null);
    }
  });
}

/** @param {string} id @param {string} text @param {string | null} base */
export function keepDraft(id, text, base) {
  store.write(name(id), { text, base });
}

/** @param {string} id @returns {Draft | null} */
export const readDraft = (id) => store.read(name(id));

/** @param {string} id */
export const dropDraft = (id) => store.remove(name(id));

/** @param {ParentNode} root */
export function layDrafts(root) {
  for (const field of root.querySelectorAll("[data-draft][id]")) {
    if (!isText(field) || isTouched(field)) continue;
    const draft = readDraft(field.id);
    if (!draft) continue;
    if (draft.text === field.value) {
      dropDraft(field.id);
      continue;
    }
    field.value = draft.text;
    touch(field);
    const revision = revisionOf(field.form);
    if (revision && draft.base !== null) revision.value = draft.base;
  }
}
