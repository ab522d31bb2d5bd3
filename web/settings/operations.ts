/** What the backend says of its queues and its store, asked by way of this site's own server. */
export type Operations = {
  queues: { name: string; waiting: number }[];
  storedObjects: number | null;
  storedBytes: number | null;
  storedWhole: boolean | null;
  storedCountedAt: number | null;
};

export type Ask = (path: string) => Promise<Response>;

const path = "/api/admin/operations";

/** A session that has just run out is renewed by asking for it; then once more. */
export async function readOperations(ask: Ask): Promise<Operations | null> {
  let answer = await ask(path);
  if (answer.status === 401) {
    await ask("/api/auth/session");
    answer = await ask(path);
  }
  return answer.ok ? ((await answer.json()) as Operations) : null;
}

const units = ["B", "kB", "MB", "GB", "TB", "PB"];

/** Bytes for people, in steps of a thousand as stores are billed. */
export function sizeText(bytes: number): string {
  const step = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1);
  const value = bytes / 1000 ** step;
  return `${step === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[step] ?? ""}`;
}
