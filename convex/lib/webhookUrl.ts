/**
 * Which addresses an endpoint may have, as far as that can be said without looking names up. The guard that
 * decides runs in the backend, on the resolved address of every attempt; this one refuses the plain mistakes.
 */
import { fail } from "./errors";
import { loopbackWebhooksAllowed } from "./settings";

const innerHost =
  /^(localhost|.*\.localhost|.*\.local|.*\.internal|0|\[.*\]|[0-9.]+|0x[0-9a-f.]+)\.?$/i;

export function checkWebhookUrl(text: string): string {
  const url = parse(text);
  const refused = (reason: string): Error => fail("webhook.bad_url", { reason });
  if (url === null || text.length > 2000) throw refused("This is not an address.");
  if (url.username !== "" || url.password !== "")
    throw refused("An address may not carry a password.");
  if (url.hash !== "") throw refused("An address may not have a fragment.");
  if (loopbackWebhooksAllowed()) {
    if (url.protocol !== "https:" && url.protocol !== "http:") throw refused("Use https.");
    return url.href;
  }
  if (url.protocol !== "https:") throw refused("Use https.");
  if (innerHost.test(url.hostname)) throw refused("Use a public host name.");
  return url.href;
}

function parse(text: string): URL | null {
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
