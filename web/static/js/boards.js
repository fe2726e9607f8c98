/** Boards come whole; here they are morphed in round what a person is doing with them. */
import { Idiomorph } from "/static/vendor/idiomorph/idiomorph.js";
import { layClocks } from "./clock.js";
import { layDrafts } from "./drafts.js";
import { isField, isRevision, isText, isTouched } from "./fields.js";
import { layOwn } from "./own.js";
import { phrase } from "./words.js";

/** @typedef {import("./wire.js").BoardMessage} BoardMessage */

/** @type {Map<string, number>} */
const shown = new Map();
/** @type {Map<string, string>} boards that would take away a text being written */
const held = new Map();
/** @type {Set<() => void>} */
const followers = new Set();

/** @param {() => void} follower called after every change of a board */
export const onShown = (follower) => followers.add(follower);

/** After a connect the server's word counts, whatever number it has. */
export const forgetSeqs = () => shown.clear();

/** @param {BoardMessage} message */
export function showBoard({ board, seq, html, fresh }) {
  if (!fresh && seq < (shown.get(board) ?? -Infinity)) return;
  shown.set(board, seq);
  show(board, html);
}

/** @param {string} name @param {number | undefined} seq */
export const noteSeq = (name, seq) => seq !== undefined && shown.set(name, seq);

/** @param {Record<string, number>} latest @returns {boolean} a message has been lost */
export function isBehind(latest) {
  return [...shown].some(([name, seq]) => (latest[name] ?? seq) > seq);
}

/** @param {string} name @param {string} html @param {boolean} [force] also over a half-written text */
export function show(name, html, force = false) {
  const board = document.getElementById(`board-${name}`);
  if (!board) return;
  const fresh = document.createElement("template");
  fresh.innerHTML = html;
  if (!force && wouldTake(board, fresh.content)) {
    held.set(name, html);
    return sayHeld();
  }
  held.delete(name);
  layOwn(fresh.content);
  layClocks(fresh.content);
  const focused = document.activeElement;
  Idiomorph.morph(board, [...fresh.content.childNodes], {
    morphStyle: "innerHTML",
    callbacks: { beforeNodeMorphed: mayMorph, beforeAttributeUpdated: mayChange },
  });
  if (focused instanceof HTMLElement && focused !== document.activeElement && focused.isConnected) {
    focused.focus({ preventScroll: true });
  }
  layDrafts(board);
  sayHeld();
  followers.forEach((follower) => follower());
}

/** Show what was held back: all of it when the person asks, else what takes nothing any more. */
export function release(force = false) {
  for (const [name, html] of held) show(name, html, force);
}

/** @param {Element} board @param {DocumentFragment} fresh */
function wouldTake(board, fresh) {
  if (!phrase("held")) return false;
  return [...board.querySelectorAll("[data-draft][id]")].some(
    (field) => isText(field) && isTouched(field) && field.value.trim() && !fresh.getElementById(field.id),
  );
}

function sayHeld() {
  const banner = document.getElementById("held");
  if (held.size === 0) banner?.remove();
  if (held.size === 0 || banner) return;
  const made = Object.assign(document.createElement("div"), { id: "held", className: "callout held" });
  made.setAttribute("role", "status");
  const button = Object.assign(document.createElement("button"), { className: "ds-button", type: "button" });
  button.textContent = phrase("show");
  button.addEventListener("click", () => release(true));
  made.append(Object.assign(document.createElement("p"), { textContent: phrase("held") }), button);
  document.getElementById("main")?.append(made);
}

const FILLED = "[data-refusal], [data-theirs]"; // by forms.js and conflict.js

/** @param {Node} old @param {Node} fresh @returns {boolean} false: leave the old node as it is */
function mayMorph(old, fresh) {
  if (!(old instanceof Element && fresh instanceof Element)) return true;
  if (old.matches(FILLED) && fresh.matches(FILLED)) return false;
  if (old.matches("[data-count-to]")) fresh.textContent = old.textContent; // motion.js goes on from here
  if (!isField(old) || !isField(fresh)) return true;
  if (isTouched(old)) return false;
  if (isRevision(old)) return Number(fresh.value) >= Number(old.value);
  if (isText(old) && isText(fresh) && old === document.activeElement) keepCaret(old, fresh.value);
  return true;
}

/** @param {HTMLInputElement | HTMLTextAreaElement} field @param {string} value */
function keepCaret(field, value) {
  if (field.value === value) return;
  const { selectionStart, selectionEnd } = field;
  field.value = value;
  if (selectionStart !== null) field.setSelectionRange(selectionStart, selectionEnd);
}

/** What the page itself has set on shown elements. @param {string} name @param {Element} el */
function mayChange(name, el) {
  if (name === "open") return !/^(dialog|details)$/.test(el.localName);
  return !["aria-busy", "data-unsent", "data-saved", "data-seen"].includes(name);
}
