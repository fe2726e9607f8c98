/** A page that must not come back with what was written on it: a ballot on a phone handed on. */

/** @param {string | undefined} address where the browser's back button leads instead */
export function forgetOnLeaving(address) {
  if (address === undefined) return;
  window.addEventListener("pagehide", () => document.querySelectorAll("form").forEach((form) => form.reset()));
  window.addEventListener("pageshow", ({ persisted }) => persisted && location.replace(address));
}
