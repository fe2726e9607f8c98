/**
 * What this device has done and the server has not yet acknowledged. Each op is one note in the
 * store, so that tabs never overwrite each other's queue; op_id makes a second sending harmless.
 *
 * @typedef {{ own: string, left?: string, item: string, on: boolean }} Tick
 * @typedef {{ form?: string, fields?: Record<string, string>, save?: boolean, tick?: Tick }} Note
 *   what the page needs to know when the answer comes, also after a reload
 * @typedef {{ op_id: string, step: number | null, command: string, args: Record<string, unknown>,
 *   note: Note }} Op
 * @typedef {{ ok: boolean, code?: string, sentence?: string, reply?: Record<string, any>,
 *   own?: Record<string, any> }} Ack
 */
import * as store from "./store.js";

const LOCK_WAIT_MS = 6000;
const AGAIN_MS = 700;

/** @type {(op: Op) => Promise<Ack | null>} null: no answer came */
let deliver = async () => null;
let online = () => false;
let key = "";
let draining = false;
let asked = false;
let count = 0;
let latest = 0;

const watchers = /** @type {Set<() => void>} */ (new Set());
const listeners = /** @type {Set<(op: Op, ack: Ack) => void>} */ (new Set());
/** @type {BroadcastChannel | null} */
let tabs = null;

/** @param {string} dataKey @param {typeof deliver} send @param {() => boolean} connected */
export function openOutbox(dataKey, send, connected) {
  [key, deliver, online] = [dataKey, send, connected];
  if ("BroadcastChannel" in window) {
    tabs = new BroadcastChannel(`floke ${key}`);
    tabs.onmessage = ({ data }) => announce(data.op, data.ack);
  }
}

const prefix = () => `floke:op:${key}:`;

/** @returns {Op[]} oldest first */
export function pending() {
  return store.names(prefix()).map(store.read).filter(Boolean);
}

/** @param {() => void} watcher called when the queue grows or shrinks */
export const onQueue = (watcher) => watchers.add(watcher);
/** @param {(op: Op, ack: Ack) => void} listener called once for each answer */
export const onSettled = (listener) => listeners.add(listener);

/** 128 random bits; crypto.randomUUID is missing on plain http addresses. */
const opId = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

/** @param {string} command @param {Op["step"]} step @param {Op["args"]} args @param {Note} note */
export function put(command, step, args, note) {
  const op = { op_id: opId(), step, command, args, note };
  latest = Math.max(latest, Date.now()); // order holds when the device's clock is set back
  const place = `${latest}:${String(count++).padStart(6, "0")}`;
  store.write(`${prefix()}${place}:${op.op_id}`, op);
  watchers.forEach((watcher) => watcher());
  drain();
}

/** Send all that waits, one at a time, in order. Called after put and on every connect. */
export async function drain() {
  asked = true;
  if (draining) return;
  draining = true;
  while (asked) {
    asked = false;
    await alone(sendAll);
  }
  draining = false;
}

async function sendAll() {
  for (let name = store.names(prefix())[0]; name; name = store.names(prefix())[0]) {
    const op = store.read(name);
    const ack = op && online() ? await deliver(op) : null;
    if (op && (!ack || ack.code === "busy")) {
      if (!online()) return;
      await new Promise((resume) => setTimeout(resume, AGAIN_MS));
      continue;
    }
    store.remove(name);
    if (!op || !ack) continue;
    tabs?.postMessage({ op, ack });
    announce(op, ack);
  }
}

/** @param {Op} op @param {Ack} ack */
function announce(op, ack) {
  listeners.forEach((listener) => listener(op, ack));
  watchers.forEach((watcher) => watcher());
}

/**
 * One tab sends at a time. A tab the phone has put to sleep may hold the lock for ever, and plain
 * http has no locks: then this tab goes on alone.
 * @param {() => Promise<void>} work
 */
async function alone(work) {
  if (!navigator.locks) return work();
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), LOCK_WAIT_MS);
  try {
    await navigator.locks.request(`floke ${key}`, { signal: patience.signal }, () => {
      clearTimeout(timer);
      return work();
    });
  } catch (problem) {
    if (!patience.signal.aborted) throw problem;
    await work();
  }
}
