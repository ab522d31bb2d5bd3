import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { api } from "./_generated/api";
import type { Backend } from "./tests/backend.harness";
import { startBackend } from "./tests/backend.harness";
import { contract } from "./tests/contractFiles.harness";
import type { Post } from "./tests/fakeApi.harness";
import { refusal } from "./tests/refusal.harness";
import { generated, planned } from "./tests/story.harness";

let backend: Backend;
beforeEach(async () => {
  backend = await startBackend();
});
afterEach(async () => await backend.close());

type Wishes = {
  asked: Record<string, Record<string, unknown>>;
  answered: Record<string, Record<string, unknown>[]>;
};
const wishes = contract("wishes") as Wishes;

function answering(route: string, which: number): void {
  backend.api.reply = ({ path }: Post) =>
    path === route ? { status: 200, body: wishes.answered[route]?.[which] } : { status: 202 };
}

const lastPost = (route: string): Post | undefined =>
  backend.api.posts.findLast(({ path }) => path === route);

describe("[author:wishes:chips] a wish is read before it is work", () => {
  test("what is understood comes back, and nothing is begun", async () => {
    const { person, scenes, worker } = await generated(backend, [30]);
    const [{ sceneId }] = scenes;
    const shown = { mode: "document", document: { objects: [] }, code: "from manim import *" };
    const { jobId, version } = await person.mutation(api.jobs.triggerRender, {
      sceneId,
      document: shown.document,
    });
    await worker.claim(jobId);
    await worker.render({ jobId, sceneId, version }, 30);
    answering("/wishes/read", 0);
    const before = await person.query(api.scenes.get, { sceneId });
    const understood = await person.action(api.wishes.read, {
      sceneId,
      instruction: " make it red ",
    });
    expect(understood).toEqual(wishes.answered["/wishes/read"]?.[0]);
    expect(await person.query(api.scenes.get, { sceneId })).toEqual(before);
    const asked = lastPost("/wishes/read");
    expect(Object.keys(asked?.body ?? {}).sort()).toEqual(
      Object.keys(wishes.asked["/wishes/read"] ?? {}).sort(),
    );
    expect(asked?.body).toMatchObject({ instruction: "make it red", document: shown.document });
  });

  test("a reading that was chosen is kept with the version it made", async () => {
    const { person, scenes } = await generated(backend, [30]);
    const [{ sceneId }] = scenes;
    const { version } = await person.mutation(api.jobs.triggerRender, {
      sceneId,
      operations: [{ op: "remove", id: "circle" }],
      instruction: "no circle please",
      chips: ["removed the circle"],
    });
    const { page } = await person.query(api.scenes.versions, {
      sceneId,
      paginationOpts: { numItems: 1, cursor: null },
    });
    expect(page[0]).toMatchObject({
      version,
      instruction: "no circle please",
      chips: ["removed the circle"],
    });
  });

  test("a scene that has nothing to change yet is the author's business", async () => {
    const { person, scenes } = await planned(backend, ["One"]);
    const [{ sceneId }] = scenes;
    const understood = await person.action(api.wishes.read, {
      sceneId,
      instruction: "make it red",
    });
    expect(understood.byModel).toBe(true);
  });

  test("a service that is away or answers nonsense is named, and nothing hangs on it", async () => {
    const { person, scenes } = await generated(backend, [30]);
    const [{ sceneId }] = scenes;
    for (const reply of [{ status: 503 }, { status: 200, body: { readings: "many" } }]) {
      backend.api.reply = () => reply;
      const asked = person.action(api.wishes.read, { sceneId, instruction: "make it red" });
      expect((await refusal(asked)).code).toBe("dispatch.unreachable");
    }
  });
});

test("[author:wishes:shapes] a scene is offered in other shapes, of what it was asked to be", async () => {
  const { person, scenes } = await generated(backend, [30]);
  const [{ sceneId }] = scenes;
  answering("/wishes/shapes", 0);
  const { shapes } = await person.action(api.wishes.shapes, { sceneId });
  expect(shapes.map(({ title }) => title)).toEqual(["Ranking"]);
  expect(Object.keys(lastPost("/wishes/shapes")?.body ?? {}).sort()).toEqual(
    Object.keys(wishes.asked["/wishes/shapes"] ?? {}).sort(),
  );
});

describe("[author:wishes:finds] a wish about the whole video", () => {
  test("goes out with what stands in each scene, and comes back as scenes", async () => {
    const { person, scenes, sessionId } = await generated(backend, [30, 30]);
    const [first] = scenes;
    answering("/wishes/find", 0);
    const found = await person.action(api.wishes.find, {
      sessionId,
      instruction: "the second part",
      selectedId: first.sceneId,
    });
    expect(found).toEqual(wishes.answered["/wishes/find"]?.[0]);
    const cards = lastPost("/wishes/find")?.body["scenes"] as Record<string, unknown>[];
    expect(cards.map(({ sceneId, title, selected }) => ({ sceneId, title, selected }))).toEqual([
      { sceneId: first.sceneId, title: "Part 1", selected: true },
      { sceneId: scenes[1]?.sceneId, title: "Part 2", selected: false },
    ]);
  });

  test("a question comes back as one", async () => {
    const { person, sessionId } = await generated(backend, [30]);
    answering("/wishes/find", 1);
    const found = await person.action(api.wishes.find, { sessionId, instruction: "more cowbell" });
    expect(found.question).toBe("Which scene do you mean?");
  });

  test("of another person's session nothing is told", async () => {
    const { sessionId, scenes } = await generated(backend, [30]);
    const stranger = backend.as("bob");
    await stranger.mutation(api.users.ensure, { name: "bob" });
    const instruction = "all of them";
    const asked = stranger.action(api.wishes.find, { sessionId, instruction });
    expect((await refusal(asked)).code).toBe("resource.not_found");
    const [{ sceneId }] = scenes;
    const read = stranger.action(api.wishes.read, { sceneId, instruction });
    expect((await refusal(read)).code).toBe("resource.not_found");
  });
});
