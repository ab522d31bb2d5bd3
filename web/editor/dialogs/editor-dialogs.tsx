"use client";
import { useEditor, useEditorState } from "../state/editor-context.tsx";
import { AddSceneDialog } from "./add-scene-dialog.tsx";
import { CompareDialog } from "./compare-dialog.tsx";
import { ExportDialog } from "./export-dialog.tsx";
import { ShareDialog } from "./share-dialog.tsx";
import { ShortcutsDialog } from "./shortcuts-dialog.tsx";

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
