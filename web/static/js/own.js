/**
 * One person's own part, laid over what everyone sees. The same four attributes and the same order
 * are made by class Own on the server: change both together.
 */
import { pending } from "./outbox.js";
import { isTouched } from "./fields.js";
import { order } from "./order.js";
import * as store from "./store.js";

/** @typedef {import("./outbox.js").Tick} Tick @typedef {import("./fields.js").Field} Field */

/** @type {Record<string, any>} */
let own = {};
let memory = "";

/** @param {string} key @param {Record<string, any>} data */
export function openOwn(key, data) {
  memory = `floke:memory:${key}`;
  setOwn(data);
}

/** @param {Record<string, any>} data all of it; ticks_… and answers_… are remembered for when nobody else does */
export function setOwn(data) {
  own = data;
  const mine = Object.entries(data).filter(([name, value]) => /^(ticks|answers)_/.test(name) && value);
  if (mine.length) store.write(memory, { ...store.read(memory), ...Object.fromEntries(mine) });
}

/** A tick the server has taken, until its next word about this person. @param {Tick} tick */
export function keepTick(tick) {
  const next = { ...own };
  applyTick(next, tick);
  setOwn(next);
}

/** @returns {Record<string, any>} what the server said, what the phone remembers, what is under way */
export function currentOwn() {
  const now = { ...store.read(memory) };
  for (const [name, value] of Object.entries(own)) if (value != null) now[name] = value;
  for (const { note } of pending()) if (note.tick) applyTick(now, note.tick);
  return now;
}

/** @param {Record<string, any>} now @param {Tick} tick */
function applyTick(now, { own: list, left, item, on }) {
  const ticks = new Set([now[list] ?? []].flat().map(String));
  if (ticks.has(item) === on) return;
  if (on) ticks.add(item);
  else ticks.delete(item);
  now[list] = [...ticks];
  if (left && typeof now[left] === "number") now[left] += on ? -1 : 1;
  if (typeof now.used === "number") now.used += on ? 1 : -1;
}

/** @param {ParentNode} root the page, or a fragment on its way in */
export function layOwn(root) {
  const now = currentOwn();
  each(root, "own-text", (el, name) => write(el, String(now[name] ?? "")));
  each(root, "own-if", (el, rule) => el.toggleAttribute("hidden", !holds(now, rule)));
  each(root, "own-checked", (el, name) => {
    const input = /** @type {HTMLInputElement} */ (el);
    if (isTouched(input)) return;
    input.checked = contains(now[name], input.value);
    input.toggleAttribute("checked", input.checked);
  });
  each(root, "own-value", (el, name) => {
    const field = /** @type {Field} */ (el);
    const value = String(now[name] ?? "");
    if (isTouched(field) || el === document.activeElement || field.value === value) return;
    if (el instanceof HTMLInputElement) el.setAttribute("value", value);
    if (el instanceof HTMLTextAreaElement) el.defaultValue = value;
    field.value = value;
  });
  each(root, "own-order", (el, salt) => now.shuffle && order(el, `${now.shuffle}:${salt}`));
}

/** @param {ParentNode} root @param {string} name @param {(el: HTMLElement, value: string) => void} lay */
function each(root, name, lay) {
  for (const el of root.querySelectorAll(`[data-${name}]`)) {
    lay(/** @type {HTMLElement} */ (el), el.getAttribute(`data-${name}`) ?? "");
  }
}

/** @param {HTMLElement} el @param {string} text */
function write(el, text) {
  if (el.textContent !== text) el.textContent = text;
}

/** @param {unknown} own @param {string} value */
const contains = (own, value) => [own ?? []].flat().map(String).includes(value);

/** "is_host", "!is_host", "group=12", "mine~12"; several with spaces: all must hold.
 * @param {Record<string, any>} now @param {string} rules */
export function holds(now, rules) {
  return rules.trim().split(/\s+/).every((rule) => {
    const [, not, name, sign, value] = /^(!?)([^=~]+)([=~]?)(.*)$/.exec(rule) ?? [];
    const mine = now[name];
    const true_ = Array.isArray(mine) ? mine.length > 0 : Boolean(mine);
    return (sign ? contains(mine, value) : true_) !== Boolean(not);
  });
}
