import type { PropertyValidators, GenericValidator, Value } from "convex/values";
import { v } from "convex/values";
import { describe, expect, test } from "vitest";
import { explainMisfit } from "./lib/check";
import { errorFacts } from "./lib/errors";
import { sign, verify } from "./lib/hmac";
import { fence } from "./shared/fence";
import type { FenceMessage, FenceTarget, Verdict } from "./shared/fence";
import * as messages from "./shared/messages";
import { ranks } from "./shared/states";
import { contract } from "./tests/contractFiles.harness";

/** A validator as Convex itself writes it down. */
const jsonOf = (validator: GenericValidator): unknown =>
  (validator as unknown as { json: unknown }).json;

const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

describe("[convex:contract:fence] the fence decides as its vectors say", () => {
  const file = contract("fence") as {
    ranks: typeof ranks;
    cases: { name: string; target: FenceTarget; message: FenceMessage; verdict: Verdict }[];
  };

  test("the ranks are those of the vectors", () => {
    expect(ranks).toEqual(file.ranks);
  });

  test.each(file.cases)("$name", ({ target, message, verdict }) => {
    expect(fence(target, message)).toEqual(verdict);
  });
});

describe("[convex:contract:signatures] signatures are those of the vectors", () => {
  type Signed = {
    name: string;
    secret: string;
    timestamp: string;
    body: string;
    signature: string;
  };
  type Verified = {
    name: string;
    secrets: string;
    now: number;
    headers: Record<string, string | undefined>;
    body: string;
    valid: boolean;
  };
  const file = contract("signatures") as { sign: Signed[]; verify: Verified[] };

  test.each(file.sign)("signing: $name", async ({ secret, timestamp, body, signature }) => {
    expect(await sign(secret, timestamp, bytes(body))).toBe(signature);
  });

  test.each(file.verify)("verifying: $name", async ({ secrets, now, headers, body, valid }) => {
    const keys = secrets.split(",").map((key) => key.trim());
    const given = {
      timestamp: headers["X-Timestamp"] ?? null,
      signature: headers["X-Signature"] ?? null,
      correlationId: headers["X-Correlation-Id"] ?? null,
    };
    expect(await verify(keys, given, { body: bytes(body), now })).toBe(valid);
  });
});

describe("[convex:contract:callbacks] callbacks fit the examples", () => {
  const file = contract("callbacks") as {
    valid: Record<string, Value[]>;
    invalid: Record<string, { reason: string; body: Value }[]>;
    answers: Record<string, Value[]>;
  };
  const bodies: Record<string, PropertyValidators> = {
    "/callbacks/claim": messages.claimBody,
    "/callbacks/heartbeat": messages.heartbeatBody,
    "/callbacks/release": messages.releaseBody,
    "/callbacks/session-updated": messages.sessionUpdatedBody,
    "/callbacks/scene-updated": messages.sceneUpdatedBody,
    "/callbacks/export-updated": messages.exportUpdatedBody,
  };
  const answers: Record<string, GenericValidator> = {
    "/callbacks/claim": messages.vClaimAnswer,
    "/callbacks/heartbeat": messages.vHeartbeatAnswer,
    "/callbacks/release": messages.vReleaseAnswer,
    "/callbacks/session-updated": messages.vSessionUpdatedAnswer,
    "/callbacks/scene-updated": messages.vUpdatedAnswer,
    "/callbacks/export-updated": messages.vUpdatedAnswer,
  };
  const shape = (route: string): GenericValidator => v.object(bodies[route] ?? {});
  const flat = <Item>(
    byRoute: Record<string, Item[]>,
  ): { route: string; item: Item; index: number }[] =>
    Object.entries(byRoute).flatMap(([route, items]) =>
      items.map((item, index) => ({ route, item, index })),
    );

  // `vitest run -u` renews the file after a change of the validators.
  test("the shapes that Python checks what it emits against are these validators", async () => {
    const shapes = Object.fromEntries(
      Object.keys(bodies).map((route) => [route, jsonOf(shape(route))]),
    );
    const answered = Object.entries(answers).map(([route, validator]) => [
      route,
      jsonOf(validator),
    ]);
    const file = {
      about: "Convex's own validators of the callbacks' bodies and answers, as JSON.",
      bodies: shapes,
      answers: Object.fromEntries(answered) as Record<string, unknown>,
    };
    await expect(`${JSON.stringify(file, null, 2)}\n`).toMatchFileSnapshot(
      "../tests/contracts/callback_shapes.json",
    );
  });

  test("every callback has examples", () => {
    expect(Object.keys(file.valid).sort()).toEqual(Object.keys(bodies).sort());
    expect(Object.keys(file.answers).sort()).toEqual(Object.keys(answers).sort());
  });

  test.each(flat(file.valid))("$route accepts example $index", ({ route, item }) => {
    expect(explainMisfit(shape(route), item)).toBeNull();
  });

  test.each(flat(file.invalid))("$route refuses: $item.reason", ({ route, item }) => {
    expect(explainMisfit(shape(route), item.body)).not.toBeNull();
  });

  test.each(flat(file.answers))("$route may answer example $index", ({ route, item }) => {
    expect(explainMisfit(answers[route] ?? v.null(), item)).toBeNull();
  });
});

describe("[convex:contract:errors] every code Convex may answer is in the common list", () => {
  type Listed = { http_status: number; retryable: boolean; owner: string; said_by: string[] };
  const { errors } = contract("errors") as { errors: Record<string, Listed> };

  test("the list names no code as ours that we do not have", () => {
    const ours = Object.keys(errors).filter((code) => errors[code]?.said_by.includes("convex"));
    expect(ours).toEqual(Object.keys(errorFacts).sort());
  });

  test.each(Object.entries(errorFacts))("%s", (code, fact) => {
    expect(errors[code]).toMatchObject({
      http_status: fact.status,
      retryable: fact.retryable,
      owner: fact.owner,
    });
  });
});
