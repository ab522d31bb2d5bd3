/** Headers as people write them, one a line, to headers as they are sent. Pure. */
export type ReadHeaders =
  | { ok: true; headers: Record<string, string> }
  | { ok: false; line: string };

export function readHeaders(text: string): ReadHeaders {
  const headers: Record<string, string> = {};
  for (const line of text.split("\n").map((each) => each.trim())) {
    if (line === "") continue;
    const colon = line.indexOf(":");
    const name = line.slice(0, Math.max(colon, 0)).trim();
    if (name === "" || /\s/.test(name)) return { ok: false, line };
    headers[name] = line.slice(colon + 1).trim();
  }
  return { ok: true, headers };
}
