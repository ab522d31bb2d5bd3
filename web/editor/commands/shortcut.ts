/** Keys pressed → their name in a command, such as `Mod+Shift+z`. Pure. */
export type Pressed = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey">;

export function toShortcut(event: Pressed): string {
  const key =
    event.key === " " ? "Space" : event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const parts = [
    event.ctrlKey || event.metaKey ? "Mod" : "",
    event.altKey ? "Alt" : "",
    // A shifted sign such as ? is its own key already.
    event.shiftKey && (event.key.length > 1 || /[a-z]/i.test(event.key)) ? "Shift" : "",
    key,
  ];
  return parts.filter(Boolean).join("+");
}

const typing =
  "input, textarea, select, [contenteditable=true], [role=textbox], [role=menu], [role=listbox]";
const pressing = "button, a, [role=tab], [role=radio], [role=slider], [role=switch], summary";

/** Whether the keys belong to what has the focus, and not to the editor. */
export function belongsToFocus(target: Element | null, shortcut: string): boolean {
  if (!target) return false;
  if (target.closest(typing)) return true;
  if (target.closest("[role=dialog], [role=alertdialog]")) return true;
  if (target.closest("[role=slider]")) return /Arrow|Home|End/.test(shortcut);
  if (target.closest("[role=tab]") && /^Arrow|Home|End/.test(shortcut)) return true;
  return target.closest(pressing) !== null && (shortcut === "Space" || shortcut === "Enter");
}
