/** Rows as people see them: what only the server needs is left out. */
import type { GenericValidator, Infer, VObject } from "convex/values";
import type { PaginationResult } from "convex/server";
import type { Doc } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import type { Scene, Version } from "../shared/views";
import { vPending, vScene, vVersion } from "../shared/views";
import { findVersion } from "./versions";

type ObjectValidator = VObject<
  Record<string, unknown>,
  Record<string, GenericValidator>,
  "required",
  string
>;

/** Keeps of a row the fields that a view has. */
export function pick<View extends ObjectValidator>(view: View, row: object): Infer<View> {
  return Object.fromEntries(Object.entries(row).filter(([key]) => key in view.fields));
}

export function mapPage<Row, View>(
  page: PaginationResult<Row>,
  toView: (row: Row) => View,
): PaginationResult<View> {
  return { ...page, page: page.page.map(toView) };
}

/** A scene with the version being made joined in; a resting scene costs no further read. */
export async function sceneView(ctx: Pick<QueryCtx, "db">, scene: Doc<"scenes">): Promise<Scene> {
  const shown = pick(vScene, scene);
  if (scene.pendingVersion === undefined) return shown;
  const version = await findVersion(ctx, scene._id, scene.pendingVersion);
  if (version === null) return shown;
  return { ...shown, pending: { ...pick(vPending, version), queuedAt: version.createdAt } };
}

export function versionView(version: Doc<"sceneVersions">, scene: Doc<"scenes">): Version {
  return { ...pick(vVersion, version), isLive: scene.liveVersion === version.version };
}
