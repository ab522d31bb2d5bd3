"use client";
import dynamic from "next/dynamic";
import { useEditor, useEditorState } from "../state/editor-context.tsx";

// Each comes when it is first opened.
const AddSceneDialog = dynamic(async () => (await import("./add-scene-dialog.tsx")).AddSceneDialog);
const CompareDialog = dynamic(async () => (await import("./compare-dialog.tsx")).CompareDialog);
const ExportDialog = dynamic(async () => (await import("./export-dialog.tsx")).ExportDialog);
const ShareDialog = dynamic(async () => (await import("./share-dialog.tsx")).ShareDialog);
const ShortcutsDialog = dynamic(
  async () => (await import("./shortcuts-dialog.tsx")).ShortcutsDialog,
);

/** The one dialog that is open, if any. */
export function EditorDialogs() {
  const { store, scenes } = useEditor();
  const dialog = useEditorState((state) => state.dialog);
  const close = (): void => store.setState({ dialog: null });
  switch (dialog?.kind) {
    case undefined:
      return null;
    case "add":
      return <AddSceneDialog index={dialog.index} onClose={close} />;
    case "share":
      return <ShareDialog onClose={close} />;
    case "export":
      return <ExportDialog onClose={close} />;
    case "shortcuts":
      return <ShortcutsDialog onClose={close} />;
    case "compare": {
      const scene = scenes.find(({ _id }) => _id === dialog.sceneId);
      return scene ? (
        <CompareDialog scene={scene} from={dialog.from} to={dialog.to} onClose={close} />
      ) : null;
    }
  }
}
