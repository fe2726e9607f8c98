/** What the page itself says. Its few words stand translated on #wire; refusals come from the server. */

/** @param {string} name @returns {string} the words of #wire[data-name], or none */
export const phrase = (name) => document.getElementById("wire")?.dataset[name] ?? "";

/**
 * A refusal stands in the form it is about, or its section. A tick list is long: there, and where
 * there is no place, it lies over the page.
 * @param {HTMLFormElement} form
 */
function placeIn(form) {
  if (form.dataset.each !== undefined) return null;
  return form.querySelector("[data-refusal]") ?? form.closest("section")?.querySelector(":scope > [data-refusal]");
}

/** @param {HTMLFormElement | undefined} form @param {string} sentence */
export function say(form, sentence) {
  const place = (form && placeIn(form)) ?? notice();
  if (!place) return;
  place.setAttribute("role", "alert");
  place.textContent = sentence;
}

/** @param {HTMLFormElement} form */
export function clearWords(form) {
  placeIn(form)?.replaceChildren();
  notice()?.replaceChildren();
}

const notice = () => document.getElementById("notice");

/** The notice lies over the page until the next command, a press on it, or Escape. */
export function wireNotice() {
  notice()?.addEventListener("click", () => notice()?.replaceChildren());
  document.addEventListener("keydown", ({ key }) => key === "Escape" && notice()?.replaceChildren());
}
