"use client";
import { createContext, type ReactNode, useContext, useMemo } from "react";
import { useStore } from "zustand";
import type { Scene, Session } from "@/live/types.ts";
import type { Playback } from "../player/playback.ts";
import type { Actions } from "./use-actions.ts";
import type { EditorState, EditorStore } from "./editor-store.ts";

/** What every part of one editor shares. */
export type Editing = {
  session: Session;
  scenes: Scene[];
  actions: Actions;
  store: EditorStore;
  playback: Playback;
};

/** What stays as long as the editor is open: who needs no more is not drawn when a scene changes. */
export type Tools = Pick<Editing, "actions" | "store" | "playback">;

const Context = createContext<Editing | null>(null);
const ToolsContext = createContext<Tools | null>(null);

export function EditorProvider({ value, children }: { value: Editing; children: ReactNode }) {
  const { actions, store, playback } = value;
  const tools = useMemo(() => ({ actions, store, playback }), [actions, store, playback]);
  return (
    <ToolsContext value={tools}>
      <Context value={value}>{children}</Context>
    </ToolsContext>
  );
}

export function useEditor(): Editing {
  const editing = useContext(Context);
  if (!editing) throw new Error("This part belongs inside an editor.");
  return editing;
}

export function useTools(): Tools {
  const tools = useContext(ToolsContext);
  if (!tools) throw new Error("This part belongs inside an editor.");
  return tools;
}

export function useEditorState<Part>(pick: (state: EditorState) => Part): Part {
  return useStore(useTools().store, pick);
}

/** The chosen scene; the first one until a person chose. */
export function useSelectedScene(): Scene | null {
  const { scenes } = useEditor();
  const selectedId = useEditorState((state) => state.selectedId);
  return scenes.find((scene) => scene._id === selectedId) ?? scenes[0] ?? null;
}
