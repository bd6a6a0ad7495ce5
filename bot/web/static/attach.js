// The button by which a file is sent. It is there only while the newest card takes
// one.

const button = document.getElementById("attach");
const input = document.getElementById("file");

/** attach wires the button: give(name, file) sends what was chosen, tell(word) says
 * why not, and changed() hears that the bar looks different. What it returns is to be
 * told of the newest card. */
export function attach(give, tell, changed) {
  let takes = null;
  button.addEventListener("click", () => input.click());
  input.addEventListener("change", async () => {
    const [chosen] = input.files;
    input.value = ""; // else the same file could not be chosen again
    if (!chosen) return;
    if (!chosen.size) return tell("empty");
    if (takes && chosen.size > takes.max) return tell("big");
    // As it is now: it may change on the disk before it is sent again.
    const data = await chosen.arrayBuffer().catch(() => null);
    if (data) give(chosen.name, new Blob([data]));
    else tell("unread");
  });
  return (card) => {
    takes = card?.takes || null;
    if (button.hidden === !takes) return;
    button.hidden = !takes;
    input.accept = takes?.ends?.join(",") || "";
    changed();
  };
}
