/**
 * Which addresses an endpoint may have, as far as that can be said without looking names up. The guard that
 * decides runs in the backend, on the resolved address of every attempt; this one refuses the plain mistakes.
 * Both read the same examples: `tests/contracts/webhook_addresses.json`.
 */
import { fail } from "./errors";
import { loopbackWebhooksAllowed } from "./settings";

const loopback = /^(localhost|.*\.localhost|127\.\d+\.\d+\.\d+|\[::1\])\.?$/;
/** Numbers in any notation and names that only somebody's own network knows; URL has normalised the spelling. */
const innerHost =
  /^(\[.*\]|[0-9.]+|[^.]+|.*\.(local|localdomain|internal|intranet|lan|home|corp|home\.arpa|test|example|invalid|onion))\.?$/;
const nameLabel = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/;
const ports = new Set(["", "443", "8443"]);

export function isLoopback(hostname: string): boolean {
  return loopback.test(hostname.toLowerCase());
}

export function checkWebhookUrl(text: string): string {
  const url = parse(text);
  const refused = (reason: string): Error => fail("webhook.bad_url", { reason });
  if (url === null || text.length > 2000) throw refused("This is not an address.");
  if (url.username !== "" || url.password !== "")
    throw refused("An address may not carry a password.");
  if (url.hash !== "") throw refused("An address may not have a fragment.");
  const host = url.hostname.toLowerCase();
  if (loopbackWebhooksAllowed() && isLoopback(host) && /^https?:$/.test(url.protocol))
    return url.href;
  if (url.protocol !== "https:") throw refused("Use https.");
  if (
    !host
      .replace(/\.$/, "")
      .split(".")
      .every((label) => nameLabel.test(label))
  )
    throw refused("This is not a host name.");
  if (isLoopback(host) || innerHost.test(host)) throw refused("Use a public host name.");
  if (!ports.has(url.port)) throw refused("Use port 443 or 8443.");
  return url.href;
}

/** URL forgives blanks, backslashes and control characters; an address that needs forgiving is a trap. */
function parse(text: string): URL | null {
  if (/[\s\\\p{C}]/u.test(text) || !/^https?:\/\/[^/]/i.test(text)) return null;
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

const ownHeaders =
  /^(host|connection|keep-alive|te|trailer|transfer-encoding|upgrade|proxy-.*|content-.*|webhook-.*)$/i;
const headerName = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]{1,100}$/;

export function checkHeaders(headers: Record<string, string>): Record<string, string> {
  const entries = Object.entries(headers);
  const bad = entries.find(
    ([name, value]) =>
      !headerName.test(name) || ownHeaders.test(name) || !/^[\t\x20-\x7e]{0,1000}$/.test(value),
  );
  if (bad !== undefined || entries.length > 20)
    throw fail("request.invalid", { field: "headers", header: bad?.[0] ?? "" });
  return headers;
}
