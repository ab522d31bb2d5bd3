/** What a person typed and has not sent: kept over reloads, crashes and expired sign-ins. */
const prefix = "scenewright:";
const listeners = new Set<() => void>();

export function keep(name: string, value: string): void {
  try {
    if (value === "") localStorage.removeItem(prefix + name);
    else localStorage.setItem(prefix + name, value);
  } catch {
    // Full or forbidden storage: the text is kept until the page is left.
    unstored.set(name, value);
  }
  for (const listener of listeners) listener();
}

const unstored = new Map<string, string>();

export function kept(name: string): string {
  try {
    return unstored.get(name) ?? localStorage.getItem(prefix + name) ?? "";
  } catch {
    return "";
  }
}

export function onKept(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
