/** The socket: one connection a page, and the signs of whether it is alive. */
import { io } from "/static/vendor/socket.io/socket.io.js";
import { read, write } from "./store.js";

/** @typedef {import("./outbox.js").Op} Op @typedef {import("./outbox.js").Ack} Ack */
/**
 * @typedef {{ board: string, seq: number, html: string, now?: number, fresh?: boolean }} BoardMessage
 * @typedef {{ data: Record<string, any>, html?: string, seq?: number, now?: number }} OwnMessage
 * @typedef {Record<string, number>} SeqMessage
 * @typedef {{ board: (message: BoardMessage) => void, own: (message: OwnMessage) => void,
 *   seq: (message: SeqMessage) => void, up: () => void, down: () => void }} Hearers
 */

const ACK_MS = 5000;
const SILENCE_MS = 14000; // the server says something (seq) every 5 s
const WAKE_MS = 2500;
const REFUSED_AGAIN_MS = 3000;

/**
 * @param {{ surface: string, key: string, language: string }} auth
 * @param {Hearers} hear
 */
export function openWire(auth, hear) {
  let heard = Date.now();
  const socket = io({
    auth,
    transports: ["websocket", "polling"],
    tryAllTransports: true,
    reconnectionDelay: 400,
    reconnectionDelayMax: 1000, // half as much more or less; a server is back in seconds
    timeout: 8000,
  });
  socket.onAny(() => (heard = Date.now()));
  socket.on("board", hear.board);
  socket.on("own", hear.own);
  socket.on("seq", hear.seq);
  socket.on("leave", leave);
  socket.on("again", ({ within }) => setTimeout(restart, Math.random() * within)); // it is stopped
  socket.on("connect", () => {
    heard = Date.now();
    hear.up();
  });
  socket.on("disconnect", (reason) => {
    hear.down();
    if (reason === "io server disconnect") setTimeout(() => socket.connect(), REFUSED_AGAIN_MS);
  });
  socket.on("connect_error", (problem) => {
    hear.down();
    if (socket.active) return; // it tries again by itself
    if (/^(leave|unknown)$/.test(problem.message)) leave();
    else setTimeout(() => socket.connect(), REFUSED_AGAIN_MS);
  });

  const restart = () => socket.io.engine?.close();
  setInterval(() => {
    if (socket.connected && Date.now() - heard > SILENCE_MS) restart();
  }, 2000);

  /** After sleep a socket may look open and be dead: ask, and start anew if nothing answers. */
  function wake() {
    if (document.visibilityState === "hidden") return;
    if (!socket.connected) return void socket.connect();
    const asked = Date.now();
    look();
    setTimeout(() => heard < asked && restart(), WAKE_MS);
  }
  document.addEventListener("visibilitychange", wake);
  window.addEventListener("online", wake);

  const look = () => void socket.emit("look", {});

  /** @param {Op} op @returns {Promise<Ack | null>} null: no answer in time */
  async function deliver({ op_id, step, command, args, note }) {
    const brief = note.tick !== undefined; // own.js knows what a tick leads to
    if (!socket.connected) return null;
    try {
      const ack = await socket.timeout(ACK_MS).emitWithAck("do", { op_id, step, command, args, brief });
      return ack && typeof ack === "object" ? ack : null;
    } catch {
      return null;
    }
  }
  return { deliver, look, connected: () => socket.connected };
}

/** The identity is no longer valid; the page itself knows where to send people. */
function leave() {
  const last = read("floke:left") ?? 0;
  write("floke:left", Date.now());
  setTimeout(() => location.reload(), Date.now() - last < 10000 ? 5000 : 0);
}
