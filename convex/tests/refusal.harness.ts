/** The code of the refusal that a call ends in; a call that succeeds fails the test. */
import { ConvexError } from "convex/values";

type Data = { code: string; details: Record<string, unknown> };

export async function refusal(call: Promise<unknown>): Promise<Data> {
  const outcome = await call.then(
    (value: unknown) => ({ refused: false as const, value }),
    (error: unknown) => ({ refused: true as const, error }),
  );
  if (!outcome.refused) throw new Error(`Not refused: ${JSON.stringify(outcome.value)}`);
  const { error } = outcome;
  if (!(error instanceof ConvexError)) throw error;
  const data: unknown = error.data;
  return (typeof data === "string" ? JSON.parse(data) : data) as Data;
}
