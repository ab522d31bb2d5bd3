/** What a Convex is to the suite, whichever it is. */
import type { FunctionArgs, FunctionReference, FunctionReturnType } from "convex/server";

type Ref<Kind extends "query" | "mutation" | "action"> = FunctionReference<
  Kind,
  "public" | "internal"
>;

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
  /** May call internal functions, those of `inside.harness.ts` among them. */
  operator: Caller;
  fetch: (path: string, init: RequestInit) => Promise<Response>;
  close: () => Promise<void>;
};
