/** What a person typed and has not sent: kept over reloads, crashes and expired sign-ins. */
const prefix = "scenewright:";

export function keep(name: string, value: string): void {
  try {
    if (value === "") localStorage.removeItem(prefix + name);
    else localStorage.setItem(prefix + name, value);
  } catch {
    // Full or forbidden storage only means that a reload forgets the draft.
  }
}

export function kept(name: string): string {
  try {
    return localStorage.getItem(prefix + name) ?? "";
  } catch {
    return "";
  }
}
