// Bare Socket.IO on Node, as its documentation shows it. `socket.io` is a development dependency.
import { createServer } from "node:http";
import { Server } from "socket.io";

const [port, boardSize, ownSize] = process.argv.slice(2).map(Number);
const http = createServer();
const io = new Server(http, { cors: { origin: "*" }, pingInterval: 20000, serveClient: false });
const board = { board: "phone", seq: 1, html: "x".repeat(boardSize), now: 0 };
const own = { data: { ticks: [1, 2, 3] }, html: "x".repeat(ownSize), seq: 1 };
const voted = new Set();
let dirty = false;

io.on("connection", (socket) => {
  socket.emit("own", own);
  socket.emit("board", board);
  socket.on("lead", (_message, done) => {
    socket.join("console");
    done({ ok: true });
  });
  socket.on("do", (message, done) => {
    if (message.command === "change") io.emit("board", board);
    else {
      voted.add(socket.id);
      dirty = true;
      socket.emit("own", own);
    }
    done({ ok: true, own: own.data });
  });
});
setInterval(() => {
  if (!dirty) return;
  dirty = false;
  io.to("console").emit("board", { board: "console", html: `<p id="voted">${voted.size}</p>` });
}, 100);
http.listen(port, "127.0.0.1", () => console.log("ready"));
