// The command menu above the text box.

/** menu wires the menu, if there is one; pick is told the command chosen. */
export function menu(pick) {
  const more = document.getElementById("more");
  const list = document.getElementById("menu");
  if (!more) return;
  const items = [...list.querySelectorAll("button")];
  const show = (open) => {
    list.hidden = !open;
    more.setAttribute("aria-expanded", String(open));
    if (open) items[0].focus();
  };
  more.addEventListener("click", () => show(list.hidden));
  for (const item of items) {
    item.addEventListener("click", () => { show(false); more.focus(); pick(item.value); });
  }
  document.addEventListener("keydown", (e) => {
    if (e.key !== "Escape" || list.hidden) return;
    show(false);
    more.focus();
  });
  document.addEventListener("click", (e) => {
    if (!list.hidden && !list.contains(e.target) && !more.contains(e.target)) show(false);
  });
}
