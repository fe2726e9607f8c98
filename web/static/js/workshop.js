/** A form with data-check is checked while it is filled in: mistakes stand beside their fields. */

const PAUSE_MS = 500;

const form = document.querySelector("form[data-check]");
if (form instanceof HTMLFormElement) {
  /** @type {number | undefined} */
  let waiting;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => check(form), PAUSE_MS);
  });
}

/** @param {HTMLFormElement} form */
async function check(form) {
  const answer = await fetch(form.dataset.check ?? "", { method: "POST", body: new FormData(form) });
  if (answer.ok) show(form, await answer.json());
}

/** @param {HTMLFormElement} form @param {Record<string, string>} faults */
function show(form, faults) {
  for (const place of form.querySelectorAll("[data-fault]")) {
    if (!(place instanceof HTMLElement)) continue;
    const name = place.dataset.fault ?? "";
    place.textContent = faults[name] ?? "";
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLElement) field.setAttribute("aria-invalid", String(name in faults));
  }
}
