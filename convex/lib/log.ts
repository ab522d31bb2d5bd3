/** One line of JSON an event, with the ids that tie it to the other processes' lines: `npx convex logs`. */

/** The ids of an action's story, as every process of the product writes them. Nothing else is ever taken along. */
const ids = [
  "correlationId",
  "projectId",
  "sessionId",
  "sceneId",
  "exportId",
  "jobId",
  "attempt",
] as const;

export function logEvent(
  event: string,
  story: Readonly<Record<string, unknown>>,
  facts: Readonly<Record<string, string | number | boolean>> = {},
): void {
  const known = Object.fromEntries(
    ids.flatMap((id) => (story[id] === undefined ? [] : [[id, story[id]]])),
  );
  console.log(JSON.stringify({ event, service: "convex", ...known, ...facts }));
}
