/** Only a path of this site may be gone to after signing in. */
export function safeNext(next: string | undefined): string {
  const fallback = "/library";
  if (!next?.startsWith("/")) return fallback;
  const target = URL.parse(next, "https://site.invalid");
  return target?.origin === "https://site.invalid" ? target.pathname + target.search : fallback;
}
