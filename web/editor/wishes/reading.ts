/** What a wish was understood as, and what is done with it. Pure. */
import type { FunctionReturnType } from "convex/server";
import type { api } from "@convex/_generated/api";
import type { Scene } from "@/live/types.ts";

export type Understood = FunctionReturnType<typeof api.wishes.read>;
export type Reading = Understood["readings"][number];
export type Shape = FunctionReturnType<typeof api.wishes.shapes>["shapes"][number];
export type FoundScenes = FunctionReturnType<typeof api.wishes.find>;

/**
 * - `send`: nobody could or should read it here; the author does, in the job.
 * - `confirm`: one reading is sure; it is shown, and done when the person agrees.
 * - `choose`: nothing is sure; the person picks one.
 * - `say`: nothing fits; the person is told what does.
 */
export type NextStep = "send" | "confirm" | "choose" | "say";

export function nextStep(understood: Understood | null): NextStep {
  if (understood === null || understood.byModel) return "send";
  const [best] = understood.readings;
  if (best === undefined) return "say";
  return best.sure ? "confirm" : "choose";
}

/** What will be done in one scene of many; undefined when the person has still to choose. */
export type Plan = { type: "send" } | { type: "reading"; reading: Reading };

export function planFor(
  understood: Understood | null,
  chosen: number | undefined,
): Plan | undefined {
  const step = nextStep(understood);
  if (step === "send") return { type: "send" };
  const reading = understood?.readings[chosen ?? (step === "confirm" ? 0 : -1)];
  return reading === undefined ? undefined : { type: "reading", reading };
}

/** A wish about the whole video, as far as it is understood. */
export type Proposal = {
  wish: string;
  /** Why these scenes, or what is asked back. */
  reason: string;
  chosen: ReadonlySet<string>;
  /** What was understood in each scene; absent while it is asked, null when the author reads it. */
  read: ReadonlyMap<string, Understood | null>;
  picked: ReadonlyMap<string, number>;
};

/** What agreeing would begin now: only what is sure or chosen. */
export function plansOf(
  { chosen, read, picked }: Proposal,
  scenes: readonly Pick<Scene, "_id">[],
): { sceneId: Scene["_id"]; plan: Plan }[] {
  return scenes
    .filter(({ _id }) => chosen.has(_id) && read.has(_id))
    .flatMap(({ _id }) => {
      const plan = planFor(read.get(_id) ?? null, picked.get(_id));
      return plan === undefined ? [] : [{ sceneId: _id, plan }];
    });
}
