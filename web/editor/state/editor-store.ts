/** Where a person is in the editor: what is chosen, open and enlarged. Never server data. */
import { createStore, type StoreApi } from "zustand/vanilla";

export type InspectorTab = "edit" | "versions" | "code";
export type Pane = "scenes" | "edit" | "timeline";
export type OpenDialog =
  | { kind: "export" }
  | { kind: "share" }
  | { kind: "shortcuts" }
  | { kind: "add"; index: number }
  | { kind: "compare"; sceneId: string; from: number; to: number };

export type EditorState = {
  selectedId: string | null;
  tab: InspectorTab;
  /** Which pane a narrow screen shows. */
  pane: Pane;
  /** Pixels a second; null fits the whole video. */
  zoom: number | null;
  captions: boolean;
  dialog: OpenDialog | null;
};

export type EditorStore = StoreApi<EditorState>;

export function createEditorStore(): EditorStore {
  return createStore<EditorState>(() => ({
    selectedId: null,
    tab: "edit",
    pane: "scenes",
    zoom: null,
    captions: false,
    dialog: null,
  }));
}

export const zoomLimits = { min: 4, max: 240, step: 1.5 } as const;

/** The next zoom, starting from what fits when nothing was chosen yet. */
export function zoomed(zoom: number | null, fit: number, factor: number): number | null {
  const next = Math.min(Math.max((zoom ?? fit) * factor, zoomLimits.min), zoomLimits.max);
  return next <= fit ? null : next;
}
