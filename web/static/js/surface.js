/** Entry of every page. A phone, console or screen gets its wire here; other pages only small help. */
import { forgetSeqs, isBehind, noteSeq, onShown, release, show, showBoard } from "./boards.js";
import { setNow, startClocks } from "./clock.js";
import { wireButtons } from "./copy.js";
import { layDrafts, openDrafts } from "./drafts.js";
import { forgetOnLeaving } from "./forget.js";
import { interceptForms } from "./forms.js";
import { tellWriting } from "./lock.js";
import { countUp } from "./motion.js";
import { drain, onQueue, onSettled, openOutbox, pending } from "./outbox.js";
import { layOwn, openOwn, setOwn } from "./own.js";
import { layPages, wirePages } from "./pages.js";
import { wirePaper } from "./paper.js";
import { layBusy, settle } from "./settle.js";
import { showStatus } from "./status.js";
import { prune } from "./store.js";
import { wireNotice } from "./words.js";
import { wireDots } from "./dots.js";
import { openWire } from "./wire.js";

const { surface, key = "", now, own = "{}", forget } = document.body.dataset;

document.documentElement.classList.add("js");
setNow(Number(now));
startClocks();
wireButtons();
wireNotice();
interceptForms(surface !== undefined);
wireDots();
wirePages();
wirePaper();
forgetOnLeaving(forget);
if (surface !== undefined) goLive(surface);

/** @param {string} surface */
function goLive(surface) {
  const place = `${surface}:${key}`; // a console and a phone in one browser are two people
  countUp(document); // not on a report: it may be printed at once
  prune();
  openDrafts(place);
  openOwn(place, JSON.parse(own));

  const wire = openWire(
    { surface, key, language: document.documentElement.lang },
    { board: onBoard, own: onOwn, seq: onSeq, up: onUp, down: report },
  );
  openOutbox(place, wire.deliver, wire.connected);
  tellWriting();

  function onUp() {
    forgetSeqs();
    report();
    drain();
  }
  function report() {
    showStatus(wire.connected(), pending().length);
  }
  /** @param {import("./wire.js").BoardMessage} message */
  function onBoard(message) {
    setNow(message.now);
    showBoard(message);
  }
  /** @param {import("./wire.js").OwnMessage} message */
  function onOwn({ data, html, seq, now }) {
    setNow(now);
    noteSeq("own", seq);
    setOwn(data);
    if (html !== undefined) show("own", html);
    layOwn(document);
  }
  /** @param {import("./wire.js").SeqMessage} message */
  function onSeq({ now, ...latest }) {
    setNow(now);
    if (isBehind(latest)) wire.look();
  }

  onSettled((op, ack) => {
    settle(op, ack);
    release();
  });
  onQueue(report);
  onQueue(layBusy);
  onShown(layBusy);
  onShown(layPages);
  onShown(() => countUp(document));

  layOwn(document);
  layDrafts(document);
  layBusy();
  layPages();
  report();
}
