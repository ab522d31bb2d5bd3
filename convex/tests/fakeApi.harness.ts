/** A stand-in for the job service: takes signed posts, remembers them, answers what the test says. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export type Post = {
  path: string;
  headers: Record<string, string>;
  text: string;
  body: Record<string, unknown>;
};
export type Reply = { status: number; headers?: Record<string, string>; body?: unknown };

export type FakeApi = {
  url: string;
  posts: Post[];
  /** What a post is answered; a test may replace it. */
  reply: (post: Post) => Reply;
  /** The first post that fits, whether it has come already or comes in time. */
  posted: (fits: (post: Post) => boolean) => Promise<Post>;
  close: () => Promise<void>;
};

export async function startFakeApi(): Promise<FakeApi> {
  const posts: Post[] = [];
  const waiting = new Set<() => void>();
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const text = Buffer.concat(parts).toString("utf8");
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([key, value]) => [key, String(value)]),
      );
      const post = {
        path: request.url ?? "",
        headers,
        text,
        body: JSON.parse(text) as Post["body"],
      };
      posts.push(post);
      const reply = fake.reply(post);
      response.writeHead(reply.status, { "content-type": "application/json", ...reply.headers });
      response.end(JSON.stringify(reply.body ?? {}));
      for (const wake of waiting) wake();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const fake: FakeApi = {
    url: `http://127.0.0.1:${port}`,
    posts,
    reply: () => ({ status: 202 }),
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
  return fake;
}
