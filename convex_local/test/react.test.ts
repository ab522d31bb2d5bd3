// @vitest-environment happy-dom
/** The vendor's React client, unmodified: components in a document, a real socket, a real process. */
import { ConvexHttpClient } from "convex/browser";
import {
  ConvexProvider,
  ConvexReactClient,
  insertAtTop,
  useConvexConnectionState,
  useMutation,
  usePaginatedQuery,
  useQuery,
} from "convex/react";
import {
  makeFunctionReference,
  type PaginationOptions,
  type PaginationResult,
} from "convex/server";
import { createElement, type ReactElement } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { eventually, startRuntime, type RuntimeProcess } from "./runtime_process.ts";

interface Message {
  readonly _id: string;
  readonly _creationTime: number;
  readonly channel: string;
  readonly body: string;
}

interface Thing {
  readonly k: number;
}

type Channel = { channel: string };
type Bound = { type: "lt"; field: string; value: number };
type Ordered = { index: string; range: Bound[]; order: "asc" | "desc" };

const list = makeFunctionReference<"query", Channel, Message[]>("messages:list");
const send = makeFunctionReference<"mutation", Channel & { body: string }, string>("messages:send");
const failing = makeFunctionReference<"mutation", Record<string, never>>("messages:fail");
const feed = makeFunctionReference<
  "query",
  Channel & { paginationOpts: PaginationOptions },
  PaginationResult<Message>
>("messages:page");
const pages = makeFunctionReference<
  "query",
  Ordered & { paginationOpts: PaginationOptions },
  PaginationResult<Thing>
>("ops:page");
const insert = makeFunctionReference<"mutation", { value: Thing }>("ops:insert");
const remove = makeFunctionReference<"mutation", { k: number }>("ops:remove");

let chat: RuntimeProcess;
let kitchen: RuntimeProcess;
const opened: { root: Root; client: ConvexReactClient }[] = [];

beforeAll(async () => {
  [chat, kitchen] = await Promise.all([startRuntime(), startRuntime({ fixture: "kitchen" })]);
});
afterEach(async () => {
  for (const { root, client } of opened.splice(0)) {
    root.unmount();
    await client.close();
  }
});
afterAll(async () => Promise.all([chat.stop(), kitchen.stop()]));

/** Puts a component on the page and keeps every text it showed. */
function show(url: string, component: () => ReactElement): { texts: string[]; text: () => string } {
  const client = new ConvexReactClient(url, {
    webSocketConstructor: WebSocket as unknown as typeof globalThis.WebSocket,
    unsavedChangesWarning: false,
    logger: false,
  });
  const place = document.createElement("div");
  document.body.append(place);
  const texts: string[] = [];
  new MutationObserver(() => texts.push(place.textContent)).observe(place, {
    childList: true,
    characterData: true,
    subtree: true,
  });
  const root = createRoot(place);
  root.render(createElement(ConvexProvider, { client }, createElement(component)));
  opened.push({ root, client });
  return { texts, text: () => place.textContent };
}

async function shows(page: { text: () => string }, wanted: string): Promise<void> {
  await eventually(page.text, (text) => text === wanted);
}

describe("components", () => {
  test("[runtime:clients:react] show live results, optimistic ones at once, and the truth when a mutation fails", async () => {
    const actions: {
      send?: (args: Channel & { body: string }) => Promise<string>;
      fail?: () => Promise<unknown>;
    } = {};
    const Room = () => {
      const messages = useQuery(list, { channel: "room" });
      actions.send = useMutation(send).withOptimisticUpdate((store, { channel, body }) => {
        const before = store.getQuery(list, { channel }) ?? [];
        const guess = { _id: "guess", _creationTime: 0, channel, body: `${body}?` };
        store.setQuery(list, { channel }, [...before, guess]);
      });
      const fail = useMutation(failing).withOptimisticUpdate((store) => {
        store.setQuery(list, { channel: "room" }, []);
      });
      actions.fail = async () => fail({});
      const shown = messages?.map(({ body }) => body).join(" ") ?? "loading";
      return createElement("p", null, shown);
    };
    const mine = show(chat.address.url, Room);
    const theirs = show(chat.address.url, Room);
    await shows(mine, "");
    await shows(theirs, "");
    const other = new ConvexHttpClient(chat.address.url);
    await other.mutation(send, { channel: "room", body: "one" });
    await shows(mine, "one");
    await shows(theirs, "one");
    await actions.send?.({ channel: "room", body: "two" });
    await shows(mine, "one two");
    await shows(theirs, "one two");
    // Only the last component rendered gave us its mutation: it guessed, and no one else did.
    expect([...mine.texts, ...theirs.texts]).toContain("one two?");
    await expect(actions.fail?.()).rejects.toThrow();
    await shows(theirs, "one two");
  });

  test("know when the connection is lost and back, and miss nothing meanwhile", async () => {
    const own = await startRuntime();
    const Light = () => {
      const { isWebSocketConnected } = useConvexConnectionState();
      const messages = useQuery(list, { channel: "light" });
      const bodies = messages?.map(({ body }) => body).join(",") ?? "loading";
      return createElement("p", null, `${isWebSocketConnected ? "on" : "off"} ${bodies}`);
    };
    const page = show(own.address.url, Light);
    await shows(page, "on ");
    await own.kill();
    await shows(page, "off ");
    await own.start();
    await new ConvexHttpClient(own.address.url).mutation(send, { channel: "light", body: "x" });
    await eventually(page.text, (text) => text === "on x", 30_000);
    await own.stop();
  });
});

interface Paging {
  more?: (count: number) => void;
}

function Numbers(paging: Paging): () => ReactElement {
  return () => {
    const { results, status, loadMore } = usePaginatedQuery(
      pages,
      // The fixture's cron writes beyond this bound.
      { index: "by_k", range: [{ type: "lt", field: "k", value: 500 }], order: "asc" },
      { initialNumItems: 3 },
    );
    paging.more = loadMore;
    return createElement("p", null, `${status}: ${results.map(({ k }) => k).join(" ")}`);
  };
}

describe("usePaginatedQuery", () => {
  test("[runtime:clients:react-pages] pages grow, shrink, split and join without a gap or a double", async () => {
    const http = new ConvexHttpClient(kitchen.address.url);
    const add = async (...keys: number[]) => {
      for (const k of keys) await http.mutation(insert, { value: { k } });
    };
    const held = new Set([10, 20, 30, 40, 50, 60, 70]);
    await add(...held);
    const paging: Paging = {};
    const page = show(kitchen.address.url, Numbers(paging));
    await shows(page, "CanLoadMore: 10 20 30");
    paging.more?.(2);
    await shows(page, "CanLoadMore: 10 20 30 40 50");
    // Into the middle of a page, and between two: both stay whole.
    await add(15);
    await shows(page, "CanLoadMore: 10 15 20 30 40 50");
    await add(35);
    await shows(page, "CanLoadMore: 10 15 20 30 35 40 50");
    await http.mutation(remove, { k: 30 });
    await shows(page, "CanLoadMore: 10 15 20 35 40 50");
    // More than twice the first page: the client splits it and nobody sees a seam.
    await add(11, 12, 13, 14, 16, 17);
    await shows(page, "CanLoadMore: 10 11 12 13 14 15 16 17 20 35 40 50");
    await add(18, 9);
    await shows(page, "CanLoadMore: 9 10 11 12 13 14 15 16 17 18 20 35 40 50");
    for (const k of [9, 10, 11, 12, 13, 14, 15, 16, 17]) await http.mutation(remove, { k });
    await shows(page, "CanLoadMore: 18 20 35 40 50");
    paging.more?.(5);
    await shows(page, "Exhausted: 18 20 35 40 50 60 70");
    await add(80, 5);
    await shows(page, "Exhausted: 5 18 20 35 40 50 60 70 80");
    for (const text of page.texts) {
      const keys = text.split(": ")[1]?.split(" ").filter(Boolean).map(Number) ?? [];
      expect(keys, text).toEqual([...new Set(keys)].sort((a, b) => a - b));
    }
  });

  test("an optimistic row at the top stays put when the real one arrives", async () => {
    const actions: { send?: (args: Channel & { body: string }) => Promise<string> } = {};
    const Feed = () => {
      const { results } = usePaginatedQuery(feed, { channel: "feed" }, { initialNumItems: 2 });
      actions.send = useMutation(send).withOptimisticUpdate(
        (localQueryStore, { channel, body }) => {
          insertAtTop({
            paginatedQuery: feed,
            argsToMatch: { channel },
            localQueryStore,
            item: { _id: "guess", _creationTime: 0, channel, body: `${body}?` },
          });
        },
      );
      return createElement("p", null, results.map(({ body }) => body).join(" "));
    };
    const http = new ConvexHttpClient(chat.address.url);
    for (const body of ["1", "2", "3"]) await http.mutation(send, { channel: "feed", body });
    const page = show(chat.address.url, Feed);
    await shows(page, "3 2");
    await actions.send?.({ channel: "feed", body: "4" });
    await shows(page, "4 3 2");
    expect(page.texts).toContain("4? 3 2");
  });
});
