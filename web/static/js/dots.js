/** Minus and plus beside a row of radios: they choose the one before or after, as a finger would. */

export function wireDots() {
  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest("button[data-by]") : null;
    if (button instanceof HTMLButtonElement) move(button);
  });
}

/** @param {HTMLButtonElement} button */
function move(button) {
  const radios = /** @type {HTMLInputElement[]} */ ([
    ...(button.closest("fieldset")?.querySelectorAll("input[type=radio]") ?? []),
  ]);
  const now = Math.max(0, radios.findIndex(({ checked }) => checked));
  const next = radios[now + Number(button.dataset.by)];
  if (!next) return;
  next.checked = true;
  next.dispatchEvent(new Event("change", { bubbles: true }));
}
