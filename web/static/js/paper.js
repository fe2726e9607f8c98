/** Paper ballots as they are typed: what each row says, what is wrong with it, and the sum so far. */

/** @typedef {{ number: string, count: number, fault: string, title: string }} Row */

export function wirePaper() {
  document.addEventListener("input", ({ target }) => {
    for (const field of document.querySelectorAll("textarea[data-rows]")) {
      const rows = /** @type {HTMLTextAreaElement} */ (field);
      if (target === rows || target === box(rows, "ballots")) echo(rows);
    }
  });
}

/** @param {HTMLTextAreaElement} field @param {string} name */
const box = (field, name) => document.getElementById(field.dataset[name] ?? "");

/** @param {HTMLTextAreaElement} field */
function echo(field) {
  const { each, most = "1", sumOf = "", sumFree = "" } = field.dataset;
  const ballots = Number(/** @type {HTMLInputElement | null} */ (box(field, "ballots"))?.value) || 0;
  const rows = read(field, ballots * Number(most));
  const sum = rows.reduce((total, row) => total + row.count, 0);
  const words = each && ballots ? sumOf.replace("{most}", String(ballots * Number(each))) : sumFree;
  const told = box(field, "sum");
  if (told) told.textContent = rows.length ? words.replace("{sum}", String(sum)) : "";
  told?.toggleAttribute("data-over", Boolean(each && ballots) && sum > ballots * Number(each));
  box(field, "echo")?.replaceChildren(...rows.map(line));
}

/** @param {HTMLTextAreaElement} field @param {number} limit 0: not known yet @returns {Row[]} */
function read(field, limit) {
  /** @type {Record<string, string>} */
  const titles = JSON.parse(field.dataset.rows ?? "{}");
  const { unreadable = "", unknown = "", twice = "", over = "" } = field.dataset;
  /** @type {Set<string>} */
  const seen = new Set();
  const lines = field.value.split("\n").filter((text) => text.trim());
  return lines.map((text) => {
    const [, number, counted] = /^\s*0*(\d+)[\s:,=]+(\d+)\s*$/.exec(text) ?? [];
    if (number === undefined) return { number: text.trim(), count: 0, fault: unreadable, title: "" };
    const count = Number(counted);
    const again = seen.has(number);
    seen.add(number);
    const fault = !(number in titles) ? unknown : again ? twice : limit && count > limit ? `${count} ${over}` : "";
    return { number, count, fault, title: titles[number] ?? "" };
  });
}

/** @param {Row} row */
function line({ number, count, fault, title }) {
  const item = document.createElement("li");
  item.toggleAttribute("data-fault", Boolean(fault));
  const what = Object.assign(document.createElement("span"), { textContent: `${number} ${title}`, dir: "auto" });
  const told = Object.assign(document.createElement("b"), { textContent: fault || String(count) });
  item.append(what, told);
  return item;
}
