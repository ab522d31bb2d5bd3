/**
 * The one adapter between the suite and a Convex: the public test double, or our embedded runtime when
 * SCENEWRIGHT_CONVEX=embedded. Tests know nothing else, so the same suite proves both.
 */
import type { FunctionArgs, FunctionReference, FunctionReturnType } from "convex/server";
import { startDouble } from "./double.harness";
import { startEmbedded } from "./embedded.harness";
import type { FakeApi } from "./fakeApi.harness";
import { startFakeApi } from "./fakeApi.harness";

type Visibility = "public" | "internal";
// The bound that convex/server itself uses for "any function of this kind".
type Ref<Kind extends "query" | "mutation" | "action"> = FunctionReference<Kind, Visibility>;

export type Caller = {
  query: <F extends Ref<"query">>(ref: F, args: FunctionArgs<F>) => Promise<FunctionReturnType<F>>;
  mutation: <F extends Ref<"mutation">>(
    ref: F,
    args: FunctionArgs<F>,
  ) => Promise<FunctionReturnType<F>>;
  action: <F extends Ref<"action">>(
    ref: F,
    args: FunctionArgs<F>,
  ) => Promise<FunctionReturnType<F>>;
};

export type Deployment = {
  /** Signed in as this subject of our issuer. */
  as: (subject: string) => Caller;
  anonymous: Caller;
  /** May call internal functions. */
  operator: Caller;
  fetch: (path: string, init: RequestInit) => Promise<Response>;
  close: () => Promise<void>;
};

export type Backend = Deployment & { api: FakeApi };

export async function startBackend(): Promise<Backend> {
  const api = await startFakeApi();
  const start = process.env["SCENEWRIGHT_CONVEX"] === "embedded" ? startEmbedded : startDouble;
  const deployment = await start({ fastApiBaseUrl: api.url });
  return {
    ...deployment,
    api,
    close: async () => {
      await deployment.close();
      await api.close();
    },
  };
}
