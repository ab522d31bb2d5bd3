"use client";
import dynamic from "next/dynamic";
import { text } from "@/text/editing.ts";
import { Spinner } from "@/ui/feedback.tsx";
import { Tabs } from "@/ui/tabs.tsx";
import { sceneTitle } from "../state/clips.ts";
import type { InspectorTab } from "../state/editor-store.ts";
import { useEditor, useEditorState, useSelectedScene } from "../state/editor-context.tsx";
import { EditTab } from "./edit-tab.tsx";
import { VersionsTab } from "./versions-tab.tsx";

const t = text.inspector;

/** The code editor is large, so it comes when it is first looked at. */
const CodeTab = dynamic(async () => (await import("./code-tab.tsx")).CodeTab, {
  ssr: false,
  loading: () => (
    <div className="p-4">
      <Spinner label={text.common.loading} />
    </div>
  ),
});

const order: InspectorTab[] = ["edit", "versions", "code"];

export function Inspector() {
  const { store } = useEditor();
  const tab = useEditorState((state) => state.tab);
  const scene = useSelectedScene();
  if (!scene) return <p className="p-5 text-muted">{text.editor.selectScene}</p>;
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex h-10 shrink-0 items-center gap-2 px-4">
        <span className="tabular grid size-5 place-items-center rounded-md bg-hover text-2xs font-semibold text-muted">
          {scene.index + 1}
        </span>
        <h2 className="truncate text-[0.8125rem] font-semibold">{sceneTitle(scene)}</h2>
      </div>
      <Tabs
        fill
        label={t.label}
        value={tab}
        onChange={(id) => store.setState({ tab: order.find((each) => each === id) ?? "edit" })}
        tabs={[
          { id: "edit", label: t.tabs.edit, content: <EditTab key={scene._id} scene={scene} /> },
          {
            id: "versions",
            label: t.tabs.versions,
            badge: <span className="tabular text-2xs text-faint">{scene.version}</span>,
            content: <VersionsTab key={scene._id} scene={scene} />,
          },
          { id: "code", label: t.tabs.code, content: <CodeTab key={scene._id} scene={scene} /> },
        ]}
      />
    </div>
  );
}
