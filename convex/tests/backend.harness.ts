/**
 * The one adapter between the suite and a Convex: the public test double, or our embedded runtime when
 * SCENEWRIGHT_CONVEX=embedded. Tests know nothing else, so the same suite proves both.
 */
import type { Deployment } from "./deployment.harness";
import { startDouble } from "./double.harness";
import { startEmbedded } from "./embedded.harness";
import type { FakeApi } from "./fakeApi.harness";
import { startFakeApi } from "./fakeApi.harness";

export type { Caller } from "./deployment.harness";

export type Backend = Deployment & {
  api: FakeApi;
  /** A name that no other test uses, for what must be unique in a shared database. */
  unique: (name: string) => string;
};

export const onEmbedded = process.env["SCENEWRIGHT_CONVEX"] === "embedded";

type Shared = { deployment: Deployment; api: FakeApi };
let shared: Promise<Shared> | undefined;
let opened = 0;

export type Environment = Readonly<Record<string, string>>;

async function start(environment: Environment): Promise<Shared> {
  const api = await startFakeApi();
  const deployment = await (onEmbedded ? startEmbedded : startDouble)({
    ...environment,
    FASTAPI_BASE_URL: api.url,
  });
  return { deployment, api };
}

async function stop({ deployment, api }: Shared): Promise<void> {
  await deployment.close();
  await api.close();
}

/**
 * A fresh backend, or a fresh corner of the file's one embedded runtime; what a file adds to the
 * environment must be the same for all its tests.
 */
export async function startBackend(environment: Environment = {}): Promise<Backend> {
  opened += 1;
  const corner = `${opened}-${process.pid}`;
  shared = onEmbedded ? (shared ?? start(environment)) : start(environment);
  const { deployment, api } = await shared;
  const unique = (name: string): string => (onEmbedded ? `${name}-${corner}` : name);
  return {
    ...deployment,
    as: (subject) => deployment.as(unique(subject)),
    unique,
    api,
    close: async () => {
      if (!onEmbedded) await stop({ deployment, api });
    },
  };
}

/** Ends the file's embedded runtime; to be called once, after all tests. */
export async function stopShared(): Promise<void> {
  if (!onEmbedded || shared === undefined) return;
  await stop(await shared);
  shared = undefined;
}
