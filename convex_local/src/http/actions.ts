/** HTTP actions: the app's own routes, on the site port or under `/http` of the API port. */
import { AuthenticationFailed, NOBODY, type Caller } from "../functions/identity.ts";
import type { Exchange } from "./exchange.ts";
import type { Front } from "./front.ts";

/** Not every Authorization header is for us: routes may use their own schemes. */
async function callerOf(front: Front, exchange: Exchange): Promise<Caller> {
  const header = exchange.header("authorization");
  if (header?.startsWith("Bearer ") !== true) return NOBODY;
  try {
    return await front.authenticator.fromHeader(header);
  } catch (error) {
    if (error instanceof AuthenticationFailed) return NOBODY;
    throw error;
  }
}

function headersOf(exchange: Exchange): [string, string][] {
  const raw = exchange.request.rawHeaders;
  const headers: [string, string][] = [];
  for (let at = 0; at + 1 < raw.length; at += 2) headers.push([raw[at] ?? "", raw[at + 1] ?? ""]);
  return headers.filter(
    ([name]) => !/^(connection|keep-alive|transfer-encoding|upgrade|expect)$/i.test(name),
  );
}

export async function handleHttpAction(
  front: Front,
  exchange: Exchange,
  path: string,
): Promise<void> {
  const caller = await callerOf(front, exchange);
  const body =
    exchange.method === "GET" || exchange.method === "HEAD" ? null : await exchange.body();
  const requestId = front.newRequestId();
  const reply = await front.engine.request("http", {
    method: exchange.method,
    url: `${front.siteOrigin}${path}${exchange.url.search}`,
    headers: headersOf(exchange),
    body,
    identity: caller.identity,
    requestId,
  });
  const { response } = exchange;
  if ("failure" in reply) {
    const { message, data } = reply.failure;
    const code = `[Request ID: ${requestId}] Server Error`;
    const trace = front.disclosure.redact ? undefined : message;
    exchange.sendJson(500, JSON.stringify({ code, trace, data }));
    return;
  }
  for (const [name, value] of reply.headers) {
    if (!/^(connection|transfer-encoding|content-length)$/i.test(name))
      response.appendHeader(name, value);
  }
  response.writeHead(reply.status);
  response.end(exchange.method === "HEAD" ? undefined : Buffer.from(reply.body));
}
