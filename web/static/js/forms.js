/** Every command is a plain form; here a form becomes an op in the outbox instead of a page load. */
import { argsOf, hiddenArgs, keyOf, stepOf } from "./args.js";
import { askFirst } from "./confirm.js";
import { inConflict, wireConflicts } from "./conflict.js";
import { fieldsOf, isText, isTouched, touch, untouch } from "./fields.js";
import { pending, put } from "./outbox.js";
import { currentOwn, layOwn } from "./own.js";
import { clearWords, say } from "./words.js";

const SAVE_MS = 1500;

/** @type {WeakMap<HTMLFormElement, ReturnType<typeof setTimeout>>} */
const timers = new WeakMap();
/** @type {WeakSet<HTMLFormElement>} */
const agreed = new WeakSet();
let live = false;

/** @param {boolean} wired commands go by socket; else only data-confirm is looked after */
export function interceptForms(wired) {
  live = wired;
  document.addEventListener("submit", onSubmit);
  if (!live) return;
  document.addEventListener("change", ({ target }) => isControl(target) && onChange(target));
  document.addEventListener("input", ({ target }) => isText(target) && target.form && saveSoon(target.form));
  document.addEventListener("focusout", ({ target }) => isText(target) && target.form && saveNow(target.form));
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) document.querySelectorAll("form[data-save]").forEach((form) => saveNow(asForm(form)));
  });
  wireConflicts(send);
}

/** @param {Element} el */
const asForm = (el) => /** @type {HTMLFormElement} */ (el);

/** @param {unknown} node @returns {node is HTMLInputElement | HTMLSelectElement} */
function isControl(node) {
  return (node instanceof HTMLInputElement && !isText(node)) || node instanceof HTMLSelectElement;
}

/** @param {HTMLFormElement} form */
const isOurs = (form) => live && form.dataset.command !== undefined && form.dataset.plain === undefined;

/** @param {SubmitEvent} event */
async function onSubmit(event) {
  const form = asForm(/** @type {Element} */ (event.target));
  const { submitter } = event;
  const asks = submitter?.dataset.confirm ?? form.dataset.confirm;
  if (asks && !agreed.delete(form)) {
    event.preventDefault();
    if (!(await askFirst(form, submitter))) return undo(form);
    agreed.add(form);
    return form.requestSubmit(submitter);
  }
  if (!isOurs(form)) return;
  event.preventDefault();
  send(form, submitter);
}

/** @param {HTMLInputElement | HTMLSelectElement} control */
function onChange(control) {
  const { form } = control;
  if (!form || !isOurs(form)) return;
  if (form.dataset.each !== undefined && control.type === "checkbox") {
    return tick(form, /** @type {HTMLInputElement} */ (control));
  }
  touch(control);
  if (form.dataset.auto !== undefined) form.requestSubmit();
}

/** @param {HTMLFormElement} form @param {HTMLInputElement} box */
function tick(form, box) {
  const { each: command = "", left, full } = form.dataset;
  const { value: item, checked: on } = box;
  clearWords(form);
  const more = left && currentOwn()[left]; // "" until the own part of the open vote has come
  if (on && typeof more === "number" && more <= 0) {
    box.checked = false;
    return say(form, full ?? "");
  }
  const own = box.dataset.ownChecked;
  const note = { form: keyOf(form), ...(own && { tick: { own, left, item, on } }) };
  put(command, stepOf(form), { ...hiddenArgs(form), item, on }, note);
  layOwn(document);
}

/** @param {HTMLFormElement} form @param {HTMLElement | null} [submitter] */
export function send(form, submitter = null) {
  const [key, step] = [keyOf(form), stepOf(form)];
  const save = form.dataset.save !== undefined;
  const args = argsOf(form, submitter);
  const last = pending().filter((op) => op.note.form === key && op.step === step).pop();
  if (last && save) return; // settle.js saves again when the answer comes
  if (last && JSON.stringify(last.args) === JSON.stringify(args)) return; // pressed twice
  clearTimeout(timers.get(form));
  clearWords(form);
  const texts = fieldsOf(form).filter((field) => isText(field) && field.id);
  const fields = Object.fromEntries(texts.map((field) => [field.id, field.value]));
  put(form.dataset.command ?? "", step, args, { form: key, fields, save });
}

/** @param {HTMLFormElement} form */
export function saveSoon(form) {
  if (form.dataset.save === undefined) return;
  clearTimeout(timers.get(form));
  timers.set(form, setTimeout(() => saveNow(form), SAVE_MS));
}

/** @param {HTMLFormElement} form */
function saveNow(form) {
  if (form.dataset.save === undefined || !form.isConnected || inConflict(form)) return;
  if (fieldsOf(form).some((field) => isText(field) && isTouched(field))) send(form);
}

/** Nothing was sent, or it was refused: choices go back to what the server knows. @param {HTMLFormElement} form */
export function undo(form) {
  fieldsOf(form).filter((field) => !isText(field)).forEach(untouch);
  layOwn(document);
}
