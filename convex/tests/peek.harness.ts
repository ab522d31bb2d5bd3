/** Calling the tests' own functions of `inside.harness.ts`. */
import type { FunctionReference, FunctionReturnType } from "convex/server";
import { makeFunctionReference } from "convex/server";
import type { TableNames } from "../_generated/dataModel";
import type { SceneUpdated } from "../shared/messages";
import type { Backend } from "./backend.harness";
import type { Big } from "./bigSession.harness";

type Query<Args extends Record<string, unknown>, Answer> = FunctionReference<
  "query",
  "internal",
  Args,
  Answer
>;
type Mutation<Args extends Record<string, unknown>, Answer> = FunctionReference<
  "mutation",
  "internal",
  Args,
  Answer
>;
type Row = Record<string, unknown> & { _id: string };
type Reads = { answer: unknown; documents: number; written: number };

const query = <Args extends Record<string, unknown>, Answer>(name: string): Query<Args, Answer> =>
  makeFunctionReference<"query", Args, Answer>(`inside:${name}`) as unknown as Query<Args, Answer>;
const mutation = <Args extends Record<string, unknown>, Answer>(
  name: string,
): Mutation<Args, Answer> =>
  makeFunctionReference<"mutation", Args, Answer>(`inside:${name}`) as unknown as Mutation<
    Args,
    Answer
  >;

export const inside = {
  rows: query<{ table: TableNames }, Row[]>("rows"),
  seedBig: mutation<{ externalId: string }, Big>("seedBig"),
  seedBigScene: mutation<{ big: Big; index: number }, null>("seedBigScene"),
  pendingScene: query<
    { big: Big; index: number },
    { sceneId: string; endFrame: number; jobId: string }
  >("pendingScene"),
  listReads: query<{ big: Big }, Reads>("listReads"),
  callbackReads: mutation<{ message: SceneUpdated }, Reads>("callbackReads"),
};

export async function rowsOf(backend: Backend, table: TableNames): Promise<Row[]> {
  const found: FunctionReturnType<typeof inside.rows> = await backend.operator.query(inside.rows, {
    table,
  });
  return found;
}
