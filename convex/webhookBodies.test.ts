import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { api } from "./_generated/api";
import { eventTypes } from "./shared/events";
import type { Backend } from "./tests/backend.harness";
import { startBackend } from "./tests/backend.harness";
import { contract } from "./tests/contractFiles.harness";
import { everyEvent } from "./tests/everyEvent.harness";

type Shape = {
  type?: string;
  const?: unknown;
  enum?: unknown[];
  minimum?: number;
  properties?: Record<string, Shape>;
  required?: string[];
};

const schemas = contract("webhook_schemas") as Record<string, Shape>;

/** What the published schemas use of JSON Schema, and no more. Returns where a value does not fit. */
function misfits(shape: Shape, value: unknown, path: string): string[] {
  if ("const" in shape) return value === shape.const ? [] : [path];
  if (shape.enum !== undefined) return shape.enum.includes(value) ? [] : [path];
  if (shape.type === "integer")
    return Number.isInteger(value) && Number(value) >= (shape.minimum ?? -Infinity) ? [] : [path];
  if (shape.type === "string") return typeof value === "string" && value !== "" ? [] : [path];
  const fields = value as Record<string, unknown>;
  const known = shape.properties ?? {};
  return [
    ...(shape.required ?? [])
      .filter((key) => !(key in fields))
      .map((key) => `${path}.${key} is missing`),
    ...Object.entries(fields).flatMap(([key, inner]) => {
      const expected = known[key];
      return expected === undefined
        ? [`${path}.${key} is not documented`]
        : misfits(expected, inner, `${path}.${key}`);
    }),
  ];
}

describe("[webhooks:events:schemas] the bodies that are sent", () => {
  let backend: Backend;
  let bodies: { type: string }[];

  beforeAll(async () => {
    backend = await startBackend();
    const person = await everyEvent(backend);
    const paginationOpts = { numItems: 100, cursor: null };
    const { page } = await person.query(api.webhooks.events, { paginationOpts });
    bodies = page.map((event) => JSON.parse(event.payload) as { type: string });
  });
  afterAll(async () => backend.close());

  test.each(eventTypes)("%s fits its schema", (type) => {
    const shape = schemas[type];
    if (shape === undefined) throw new Error("There is no schema.");
    const mine = bodies.filter((body) => body.type === type);
    expect(mine.length).toBeGreaterThan(0);
    expect(mine.flatMap((body) => misfits(shape, body, "body"))).toEqual([]);
  });

  test("a body that does not fit is noticed", () => {
    const shape = schemas["ping"] ?? {};
    const data = { endpointId: "e", status: "ping", sequence: 1.5, prompt: "x" };
    expect(misfits(shape, { type: "ping", schemaVersion: 1, data }, "body")).toEqual([
      "body.timestamp is missing",
      "body.data.sequence",
      "body.data.prompt is not documented",
    ]);
  });
});
