/** Names of the outbound events and how filters match them. */

export const eventTypes = [
  "scene.queued",
  "scene.rendering",
  "scene.ready",
  "scene.failed",
  "scene.superseded",
  "session.ready",
  "session.failed",
  "export.ready",
  "export.failed",
  "ping",
] as const;

export type EventType = (typeof eventTypes)[number];

/** What a filter may say: an event's name, `*`, or a family such as `scene.*`. */
export function isFilter(text: string): boolean {
  if (text === "*") return true;
  if (text.endsWith(".*")) return eventTypes.some((type) => type.startsWith(text.slice(0, -1)));
  return eventTypes.some((type) => type === text);
}

/** A `ping` is sent to the endpoint it was asked for and is never matched by a filter. */
export function matches(filters: readonly string[], type: EventType): boolean {
  return filters.some(
    (filter) =>
      filter === type ||
      filter === "*" ||
      (filter.endsWith(".*") && type.startsWith(filter.slice(0, -1))),
  );
}
