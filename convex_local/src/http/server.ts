/** The two ports: the client API with its sockets, and the site with the app's own routes. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { WebSocketServer, type WebSocket } from "ws";
import type { LogEntry } from "../functions/engine_client.ts";
import { Session, type SessionPort } from "../sync/session.ts";
import { Watches } from "../sync/watches.ts";
import { handleHttpAction } from "./actions.ts";
import { handleAdmin } from "./admin.ts";
import { handleApi } from "./api.ts";
import { addressOf, Exchange } from "./exchange.ts";
import { handleFiles } from "./files.ts";
import type { Front } from "./front.ts";

const VERSION = "unknown";
const SOCKET_PATH = /^\/api(\/[0-9][^/]*)?\/sync$/;
const PING_MS = 5000;
const QUIET_MS = 15_000;
const SILENT_MS = 120_000;
const MAX_FRAME = 64 << 20;

/** npm clients name their version in the path; parts are understood from 1.28 on. */
export function takesChunks(path: string): boolean {
  const [, major, minor] = /^\/api\/(\d+)\.(\d+)/.exec(path) ?? [];
  return Number(major) > 1 || (Number(major) === 1 && Number(minor) >= 28);
}

export async function listen(server: Server, host: string, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
  return (server.address() as AddressInfo).port;
}

export class Ports {
  readonly api: Server;
  readonly site: Server;
  readonly #sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_FRAME,
    perMessageDeflate: false,
  });
  readonly #open = new Set<WebSocket>();
  #front: Front | undefined;
  #watches: Watches | undefined;

  constructor() {
    this.api = createServer((request, response) => void this.#take(request, response, false));
    this.site = createServer((request, response) => void this.#take(request, response, true));
    this.api.on("upgrade", (request, socket, head) => this.#upgrade(request, socket, head));
  }

  get socketCount(): number {
    return this.#open.size;
  }

  /** From now on requests are answered; before, they get 503. */
  serve(front: Front, log: (entry: LogEntry) => void): void {
    this.#front = front;
    const watches = new Watches({
      evaluate: async (define, ids) => front.engine.request("evaluate", { define, watches: ids }),
      release: (ids) => front.engine.release(ids),
    });
    this.#watches = watches;
    front.engine.listener = {
      stale: (ids) => watches.stale(ids),
      restarted: (stalled) => watches.reset(stalled),
      log: (entry) => log(entry),
    };
  }

  /** New functions are in place. */
  reloaded(): void {
    this.#watches?.pardon();
  }

  async #take(request: IncomingMessage, response: ServerResponse, site: boolean): Promise<void> {
    const url = addressOf(request);
    if (url === undefined) response.writeHead(400, { connection: "close" }).end();
    else await this.#answer(new Exchange(request, response, url), site);
  }

  async #answer(exchange: Exchange, site: boolean): Promise<void> {
    try {
      const front = this.#front;
      if (front === undefined) {
        exchange.response.setHeader("retry-after", "1");
        exchange.sendJson(
          503,
          JSON.stringify({ code: "NotReady", message: "Starting; try again in a moment." }),
        );
      } else if (site) {
        await handleHttpAction(front, exchange, exchange.url.pathname);
      } else {
        await this.#route(front, exchange);
      }
    } catch (error) {
      exchange.fail(error);
    }
  }

  async #route(front: Front, exchange: Exchange): Promise<void> {
    const { pathname } = exchange.url;
    if (pathname === "/http" || pathname.startsWith("/http/")) {
      await handleHttpAction(front, exchange, pathname.slice("/http".length) || "/");
      return;
    }
    exchange.allowOrigin();
    if (exchange.method === "OPTIONS") {
      exchange.response.writeHead(200).end();
      return;
    }
    if (await handleApi(front, exchange)) return;
    if (await handleFiles(front, exchange)) return;
    if (await handleAdmin(front, exchange)) return;
    if (await this.#health(front, exchange)) return;
    exchange.sendJson(
      404,
      JSON.stringify({ code: "NotFound", message: `No route ${exchange.method} ${pathname}` }),
    );
  }

  async #health(front: Front, exchange: Exchange): Promise<boolean> {
    switch (exchange.url.pathname) {
      case "/":
        exchange.send(
          200,
          "text/plain",
          "This Convex deployment is running. See https://docs.convex.dev/.",
        );
        return true;
      case "/version":
      case "/instance_version":
        exchange.send(200, "text/plain", VERSION);
        return true;
      case "/instance_name":
        exchange.send(200, "text/plain", "convex-local");
        return true;
      case "/health":
        await front.engine.request("metrics", null);
        exchange.sendJson(200, '{"status":"ok"}');
        return true;
      case "/metrics":
        await this.#metrics(front, exchange);
        return true;
      case "/echo":
        exchange.send(200, exchange.header("content-type") ?? "text/plain", await exchange.body());
        return true;
      default:
        return false;
    }
  }

  async #metrics(front: Front, exchange: Exchange): Promise<void> {
    const figures = {
      ...(await front.engine.request("metrics", null)),
      sockets: this.#open.size,
      engine_restarts: front.engine.restarts,
      resident_bytes: process.memoryUsage.rss(),
    };
    const lines = Object.entries(figures).map(([name, value]) => `convex_local_${name} ${value}`);
    exchange.send(200, "text/plain; version=0.0.4", `${lines.join("\n")}\n`);
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const front = this.#front;
    const watches = this.#watches;
    const path = (request.url ?? "").split("?")[0] ?? "";
    // Node leaves upgraded sockets to us: without a listener a reset would end the process.
    socket.on("error", () => socket.destroy());
    if (front === undefined || watches === undefined || !SOCKET_PATH.test(path)) {
      const status = SOCKET_PATH.test(path) ? "503 Service Unavailable" : "404 Not Found";
      socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\n\r\n`);
      return;
    }
    this.#sockets.handleUpgrade(request, socket, head, (client) =>
      this.#connect(client, this.#port(front, watches), takesChunks(path)),
    );
  }

  #port(front: Front, watches: Watches): SessionPort {
    const { authenticator } = front;
    return {
      watches,
      disclosure: front.disclosure,
      nowMs: front.nowMs,
      newRequestId: () => front.newRequestId(),
      call: async (request) => front.call(request),
      authenticate: async (token) => {
        switch (token.kind) {
          case "none":
            return authenticator.fromHeader(undefined);
          case "user":
            return authenticator.user(token.value);
          case "admin":
            return authenticator.admin(token.value, token.actingAs);
        }
      },
    };
  }

  #connect(client: WebSocket, port: SessionPort, takesChunks: boolean): void {
    this.#open.add(client);
    let spoke = port.nowMs();
    let heard = spoke;
    const session = new Session(port, {
      send: (frame) => {
        spoke = port.nowMs();
        client.send(frame);
      },
      close: (reason) => client.close(reason === "" ? 1000 : 1011, reason.slice(0, 120)),
      takesChunks,
      get backlog() {
        return client.bufferedAmount;
      },
    });
    const pulse = setInterval(() => {
      const now = port.nowMs();
      if (now - heard > SILENT_MS) client.terminate();
      else if (now - spoke >= QUIET_MS) {
        spoke = now;
        client.send('{"type":"Ping"}');
      } else client.ping();
    }, PING_MS);
    client.on("pong", () => (heard = port.nowMs()));
    client.on("message", (data, binary) => {
      heard = port.nowMs();
      if (binary) client.close(1003, "Text frames only");
      else session.receive((data as Buffer).toString("utf8"));
    });
    client.on("error", () => client.terminate());
    client.on("close", () => {
      clearInterval(pulse);
      this.#open.delete(client);
      session.close();
    });
  }

  async close(): Promise<void> {
    for (const client of this.#open) client.close(1012, "ServerShutdown");
    await Promise.all(
      [this.api, this.site].map(async (server) => {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }),
    );
  }
}
