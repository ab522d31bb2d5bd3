import { describe, expect, test } from "vitest";
import {
  IllegalTransition,
  exportEdges,
  exportStatuses,
  isTerminal,
  jobEdges,
  jobStatuses,
  move,
  ranks,
  sessionEdges,
  sessionStatuses,
  versionEdges,
  versionStatuses,
} from "./states";

type Machine = {
  name: string;
  states: readonly string[];
  edges: Readonly<Record<string, readonly string[]>>;
  ends: string[];
};

const machines: Machine[] = [
  { name: "session", states: sessionStatuses, edges: sessionEdges, ends: [] },
  {
    name: "version",
    states: versionStatuses,
    edges: versionEdges,
    ends: ["ready", "error", "cancelled", "superseded"],
  },
  {
    name: "job",
    states: jobStatuses,
    edges: jobEdges,
    ends: ["succeeded", "failed", "cancelled", "superseded"],
  },
  {
    name: "export",
    states: exportStatuses,
    edges: exportEdges,
    ends: ["ready", "error", "cancelled"],
  },
];

/** The legal steps, written down a second time: from each state, to which. */
const legal: Record<string, Record<string, string>> = {
  session: {
    idle: "queued rendering ready",
    queued: "generating rendering ready error idle",
    generating: "queued rendering ready error idle",
    rendering: "queued ready error idle",
    ready: "queued rendering error",
    error: "queued rendering ready idle",
  },
  version: {
    queued: "generating_code rendering uploading ready error cancelled superseded",
    generating_code: "queued rendering uploading ready error cancelled superseded",
    rendering: "queued uploading ready error cancelled superseded",
    uploading: "queued ready error cancelled superseded",
  },
  job: {
    queued: "dispatched running succeeded failed cancelled superseded",
    dispatched: "queued running succeeded failed cancelled superseded",
    running: "queued succeeded failed cancelled superseded",
  },
  export: {
    queued: "rendering uploading ready error cancelled",
    rendering: "queued uploading ready error cancelled",
    uploading: "queued ready error cancelled",
  },
};

const pairs = machines.flatMap(({ name, states, edges }) =>
  states.flatMap((from) =>
    states.map((to) => ({
      ...{ name, edges, from, to },
      legal: (legal[name]?.[from] ?? "").split(" ").includes(to),
    })),
  ),
);

describe("[convex:states:edges] the state machines", () => {
  test.each(pairs.filter((pair) => pair.legal))(
    "$name goes from $from to $to",
    ({ edges, from, to }) => {
      expect(move(edges, from, to)).toBe(to);
    },
  );

  test.each(pairs.filter((pair) => !pair.legal))(
    "$name never goes from $from to $to",
    ({ edges, from, to }) => {
      expect(() => move(edges, from, to)).toThrow(IllegalTransition);
    },
  );

  test.each(machines)("$name ends where it should and nowhere else", ({ edges, states, ends }) => {
    expect(states.filter((state) => isTerminal(edges, state))).toEqual(ends);
  });

  test.each([
    { name: "version", edges: versionEdges, rank: ranks.version },
    { name: "export", edges: exportEdges, rank: ranks.export },
  ])("$name only goes up, but for a new attempt", ({ edges, rank }) => {
    const order: Record<string, number> = rank;
    for (const [from, targets] of Object.entries(edges)) {
      for (const to of targets.filter((target) => target !== "queued")) {
        expect(order[to], `${from} → ${to}`).toBeGreaterThan(order[from] ?? Infinity);
      }
    }
  });

  test.each(machines)("$name can reach every state from its first", ({ edges, states }) => {
    const reached = new Set<string>([states[0] ?? ""]);
    for (const state of reached) for (const next of edges[state] ?? []) reached.add(next);
    expect([...reached].sort()).toEqual([...states].sort());
  });
});
