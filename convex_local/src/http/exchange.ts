/** One HTTP request and its answer, with the little that all routes share: bodies, CORS, errors. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { BadRequest } from "../functions/errors.ts";
import { AuthenticationFailed } from "../functions/identity.ts";
import { parseJson, type Json } from "../values/json.ts";

export const MAX_BODY_BYTES = 20 << 20;

/** What was asked for; undefined when the address or the host make no URL. */
export function addressOf(request: IncomingMessage): URL | undefined {
  const path = request.url ?? "/";
  const host = `http://${request.headers.host ?? "localhost"}`;
  return URL.parse(path.startsWith("/") ? host + path : path, host) ?? undefined;
}

export class Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;

  constructor(request: IncomingMessage, response: ServerResponse, url: URL) {
    this.request = request;
    this.response = response;
    this.url = url;
  }

  get method(): string {
    return this.request.method ?? "GET";
  }

  header(name: string): string | undefined {
    const value = this.request.headers[name];
    return Array.isArray(value) ? value.join(", ") : value;
  }

  async body(limit = MAX_BODY_BYTES): Promise<Buffer> {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of this.request as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > limit)
        throw new BadRequest(
          "PayloadTooLarge",
          `The request body is larger than ${limit} bytes.`,
          413,
        );
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  }

  async json(): Promise<Json> {
    const text = (await this.body()).toString("utf8");
    try {
      return parseJson(text);
    } catch {
      throw new BadRequest("BadJsonBody", "The request body is not valid JSON.");
    }
  }

  /** Mirrors origin and headers, as Convex does: tokens are not cookies, so any site may call. */
  allowOrigin(): void {
    const { response } = this;
    const origin = this.header("origin");
    if (origin === undefined) return;
    response.setHeader("access-control-allow-origin", origin);
    response.setHeader("access-control-allow-credentials", "true");
    response.setHeader("vary", "origin");
    if (this.method !== "OPTIONS") return;
    response.setHeader(
      "access-control-allow-methods",
      "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS",
    );
    response.setHeader(
      "access-control-allow-headers",
      this.header("access-control-request-headers") ?? "*",
    );
    response.setHeader("access-control-max-age", "86400");
  }

  send(status: number, contentType: string, body: string | Uint8Array): void {
    this.response.writeHead(status, {
      "content-type": contentType,
      "content-length": Buffer.byteLength(body),
    });
    this.response.end(this.method === "HEAD" ? undefined : body);
  }

  sendJson(status: number, body: string): void {
    this.send(status, "application/json", body);
  }

  fail(error: unknown): void {
    const { status, code, message } = describe(error);
    if (this.response.headersSent) {
      this.response.destroy();
      return;
    }
    if (status === 413) this.response.setHeader("connection", "close");
    this.sendJson(status, JSON.stringify({ code, message }));
  }
}

function describe(error: unknown): { status: number; code: string; message: string } {
  if (error instanceof BadRequest) return error;
  if (error instanceof AuthenticationFailed)
    return { status: 401, code: error.code, message: error.message };
  return {
    status: 500,
    code: "InternalServerError",
    message: "Your request couldn't be completed. Try again later.",
  };
}
