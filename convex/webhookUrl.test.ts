import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { api } from "./_generated/api";
import { checkWebhookUrl } from "./lib/webhookUrl";
import type { Backend, Caller } from "./tests/backend.harness";
import { startBackend } from "./tests/backend.harness";
import { contract } from "./tests/contractFiles.harness";
import { refusal } from "./tests/refusal.harness";

const { refused, accepted } = contract("webhook_addresses") as Record<
  "refused" | "accepted",
  string[]
>;

describe("[webhooks:addresses:text] what the text of an address says", () => {
  test.each(refused)("%s is refused", (url) => {
    expect(() => checkWebhookUrl(url)).toThrow("not allowed");
  });

  test.each(accepted)("%s is taken", (url) => {
    expect(checkWebhookUrl(url)).toMatch(/^https:\/\//);
  });
});

describe("[webhooks:addresses:text] what the backend says of a name", () => {
  let backend: Backend;
  let person: Caller;
  const events = ["*"];
  beforeAll(async () => {
    backend = await startBackend();
    person = backend.as("hooks");
    await person.mutation(api.users.ensure, {});
    backend.api.reply = (post) =>
      String(post.body["url"]).includes("inside") ? { status: 400 } : { status: 202 };
  });
  afterAll(async () => backend.close());

  const asked = (): unknown[] =>
    backend.api.posts
      .filter((post) => post.path === "/webhooks/check")
      .map((one) => one.body["url"]);

  test("a name that leads inside is refused at creation and at a change, and a public one is taken", async () => {
    const bad = { url: "https://inside.example.org/x", events };
    expect((await refusal(person.action(api.webhooks.createEndpoint, bad))).code).toBe(
      "webhook.bad_url",
    );
    const { endpointId } = await person.action(api.webhooks.createEndpoint, {
      url: "https://hooks.example.org/x",
      events,
    });
    const move = { endpointId, url: bad.url };
    expect((await refusal(person.action(api.webhooks.changeAddress, move))).code).toBe(
      "webhook.bad_url",
    );
    await person.action(api.webhooks.changeAddress, { ...move, url: "https://b.example.org/" });
    expect(await person.query(api.webhooks.endpoint, { endpointId })).toMatchObject({
      url: "https://b.example.org/",
    });
    expect(asked()).toContain("https://b.example.org/");
  });

  test("whoever is not signed in makes nobody look up a name", async () => {
    const before = asked().length;
    const wish = { url: "https://unseen.example.org/", events };
    expect((await refusal(backend.anonymous.action(api.webhooks.createEndpoint, wish))).code).toBe(
      "resource.not_found",
    );
    expect(asked()).toHaveLength(before);
  });

  test("while the backend is away an address is taken; every try is checked all the same", async () => {
    backend.api.reply = () => ({ status: 503 });
    const url = "https://later.example.org/";
    const made = await person.action(api.webhooks.createEndpoint, { url, events });
    expect(made.secret).toMatch(/^whsec_/);
  });
});
