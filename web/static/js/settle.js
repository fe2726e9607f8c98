/** What happens on the page when the server has answered an op. */
import { formOf, keyOf } from "./args.js";
import { hideTheirs, showConflict } from "./conflict.js";
import { dropDraft, keepDraft, readDraft } from "./drafts.js";
import { fieldsOf, isText, isTouched, revisionOf, untouch } from "./fields.js";
import { saveSoon, undo } from "./forms.js";
import { pending } from "./outbox.js";
import { keepTick, layOwn, setOwn } from "./own.js";
import { say } from "./words.js";

/** @typedef {import("./outbox.js").Op} Op @typedef {import("./outbox.js").Ack} Ack */

const SAVED_MS = 2000;

/** @param {Op} op @param {Ack} ack */
export function settle({ note }, ack) {
  const form = formOf(note.form);
  if (ack.ok && note.tick) keepTick(note.tick);
  if (ack.own) setOwn(ack.own);
  if (ack.ok) accept(form, note, ack.reply ?? {});
  else refuse(form, ack);
  layOwn(document);
}

/**
 * @param {HTMLFormElement | undefined} form @param {import("./outbox.js").Note} note
 * @param {Record<string, any>} reply
 */
function accept(form, { fields = {}, save }, reply) {
  const revision = revisionOf(form);
  if (revision && reply.revision !== undefined) revision.value = String(reply.revision);
  for (const [id, sent] of Object.entries(fields)) {
    const draft = readDraft(id);
    if (draft?.text === sent) dropDraft(id);
    else if (draft && reply.revision !== undefined) keepDraft(id, draft.text, String(reply.revision));
  }
  if (!form) return follow(reply.go);
  for (const field of fieldsOf(form)) {
    if (!isText(field)) untouch(field);
    else if (field.value === fields[field.id]) empty(field, Boolean(save || revision));
  }
  if (save && fieldsOf(form).some((field) => isText(field) && isTouched(field))) saveSoon(form);
  else if (save) flash(form);
  hideTheirs(form);
  close(form);
  follow(reply.go ?? form.dataset.then);
}

/** @param {HTMLInputElement | HTMLTextAreaElement} field @param {boolean} keep it edits a text that stands */
function empty(field, keep) {
  untouch(field);
  if (keep || field.defaultValue || field.dataset.keep !== undefined) return;
  field.value = "";
}

/** @param {HTMLFormElement} form */
function flash(form) {
  form.dataset.saved = "";
  setTimeout(() => delete form.dataset.saved, SAVED_MS);
}

/** @param {HTMLFormElement} form */
function close(form) {
  const box = form.closest("dialog[open], details[data-close][open]");
  if (box instanceof HTMLDialogElement) box.close();
  else box?.removeAttribute("open");
}

/** @param {string | undefined} address of our own only */
function follow(address) {
  if (address?.startsWith("/") && !address.startsWith("//")) location.assign(address);
}

/** @param {HTMLFormElement | undefined} form @param {Ack} ack */
function refuse(form, ack) {
  if (form) undo(form);
  if (form && ack.code === "conflict") showConflict(form, ack.reply ?? {});
  say(form, ack.sentence ?? "");
}

/** Which forms have something under way; called whenever the queue or a board changes. */
export function layBusy() {
  const keys = new Set(pending().map(({ note }) => note.form));
  for (const el of document.querySelectorAll("form[data-command]")) {
    const form = /** @type {HTMLFormElement} */ (el);
    const waiting = keys.has(keyOf(form));
    form.toggleAttribute("data-unsent", waiting);
    const calm = form.dataset.each !== undefined || form.dataset.save !== undefined;
    if (waiting && !calm) form.setAttribute("aria-busy", "true");
    else form.removeAttribute("aria-busy");
  }
}
