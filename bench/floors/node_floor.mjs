// Bare Socket.IO on Node, as its documentation shows it. `socket.io` is a development dependency.
import { createServer } from "node:http";
import { Server } from "socket.io";

const [port, ...sizes] = process.argv.slice(2).map(Number);
const http = createServer();
const io = new Server(http, { cors: { origin: "*" }, pingInterval: 20000, serveClient: false });
const [own, phone, corner] = sizes.map((size) => ({ html: "x".repeat(size), seq: 1, now: 0 }));
const board = { board: "phone", ...phone };
const voted = new Set();
let dirty = false;

io.on("connection", (socket) => {
  socket.emit("own", own);
  socket.emit("board", board);
  socket.emit("board", { board: "corner", ...corner });
  socket.on("lead", (_message, done) => {
    socket.join("console");
    done({ ok: true });
  });
  socket.on("do", (message, done) => {
    if (message.command === "change") io.emit("board", board);
    else {
      voted.add(socket.id);
      dirty = true;
    }
    done({ ok: true, reply: {} });
  });
});
setInterval(() => {
  if (!dirty) return;
  dirty = false;
  io.to("console").emit("board", { board: "console", html: `<p id="voted">${voted.size}</p>` });
}, 100);
http.listen(port, "127.0.0.1", () => console.log("ready"));
