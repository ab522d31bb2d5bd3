/** A stand-in for the job service: takes signed posts, remembers them, answers what the test says. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export type Post = {
  path: string;
  headers: Record<string, string>;
  text: string;
  body: Record<string, unknown>;
};
type Reply = { status: number; headers?: Record<string, string> };

export type FakeApi = {
  url: string;
  posts: Post[];
  /** What the next posts are answered; 202 otherwise. */
  replies: Reply[];
  /** The first post that fits, whether it has come already or comes in time. */
  posted: (fits: (post: Post) => boolean) => Promise<Post>;
  close: () => Promise<void>;
};

export async function startFakeApi(): Promise<FakeApi> {
  const posts: Post[] = [];
  const replies: Reply[] = [];
  const waiting = new Set<() => void>();
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const text = Buffer.concat(parts).toString("utf8");
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([key, value]) => [key, String(value)]),
      );
      posts.push({
        path: request.url ?? "",
        headers,
        text,
        body: JSON.parse(text) as Record<string, unknown>,
      });
      const reply = replies.shift() ?? { status: 202 };
      response.writeHead(reply.status, { "content-type": "application/json", ...reply.headers });
      response.end("{}");
      for (const wake of waiting) wake();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    posts,
    replies,
    posted: async (fits) =>
      await new Promise<Post>((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(check);
          reject(
            new Error(
              `No such post among ${posts.length}: ${posts.map((post) => post.path).join(", ")}`,
            ),
          );
        }, 10_000);
        const check = (): void => {
          const found = posts.find(fits);
          if (found === undefined) return;
          clearTimeout(timer);
          waiting.delete(check);
          resolve(found);
        };
        waiting.add(check);
        check();
      }),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
