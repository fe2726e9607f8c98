/** «I am writing here now»: told to the others of the group, so that two do not write the same. */
import { stepOf } from "./args.js";
import { isText } from "./fields.js";
import { put } from "./outbox.js";

const AGAIN_MS = 20000;

/** @type {Map<string, number>} when it was last told, by form */
const told = new Map();

export function tellWriting() {
  document.addEventListener("input", ({ target }) => {
    const form = isText(target) ? target.form : null;
    const field = form?.dataset.lock;
    if (!form || !field || Date.now() - (told.get(form.id) ?? 0) < AGAIN_MS) return;
    told.set(form.id, Date.now());
    put("lock_line", stepOf(form), { field }, { form: `lock ${form.id}` });
  });
}
