"use client";
import { api } from "@convex/_generated/api";
import { python } from "@codemirror/lang-python";
import CodeMirror, { EditorView } from "@uiw/react-codemirror";
import { useQuery } from "convex/react";
import { Save } from "lucide-react";
import { useMemo, useState } from "react";
import { useDraft } from "@/browser/use-draft.ts";
import type { Scene } from "@/live/types.ts";
import { text } from "@/text/editing.ts";
import { Button } from "@/ui/button.tsx";
import { codeTheme } from "@/ui/code-theme.ts";
import { Notice, Skeleton } from "@/ui/feedback.tsx";
import { toast } from "@/ui/toast.tsx";
import { useEditor } from "../state/editor-context.tsx";

const t = text.inspector;

const labelled = EditorView.contentAttributes.of({ "aria-label": t.codeLabel, tabindex: "0" });

export function CodeTab({ scene }: { scene: Scene }) {
  const { actions } = useEditor();
  const source = useQuery(api.scenes.source, { sceneId: scene._id });
  const [draft, setDraft] = useDraft(`code:${scene._id}`);
  const [saving, setSaving] = useState(false);
  const extensions = useMemo(() => [python(), labelled, EditorView.lineWrapping, codeTheme], []);
  if (source === undefined) {
    return (
      <div className="p-4">
        <Skeleton className="h-40" />
      </div>
    );
  }
  const stored = source.code ?? "";
  const changed = draft !== "" && draft !== stored;
  if (stored === "" && !changed) return <p className="p-4 text-muted">{t.codeNone}</p>;
  async function save(): Promise<void> {
    setSaving(true);
    if (await actions.saveCode(scene._id, draft)) {
      setDraft("");
      toast(t.codeSaved);
    }
    setSaving(false);
  }
  return (
    <div className="flex h-full flex-col">
      <div className="min-h-48 flex-1 overflow-hidden text-[0.8125rem]">
        <CodeMirror
          value={draft || stored}
          extensions={extensions}
          theme="none"
          height="100%"
          className="h-full"
          basicSetup={{ foldGutter: false, autocompletion: false }}
          onChange={setDraft}
        />
      </div>
      <div className="flex flex-wrap items-center gap-2 border-t border-line p-3">
        <p className="min-w-0 flex-1 text-xs text-muted">
          {changed ? t.codeChanged : `v${source.version}`}
        </p>
        {changed ? (
          <Button size="sm" tone="ghost" onClick={() => setDraft("")}>
            {t.codeReset}
          </Button>
        ) : null}
        <Button
          size="sm"
          tone="primary"
          disabled={!changed}
          busy={saving}
          icon={<Save aria-hidden className="size-3.5" />}
          onClick={() => void save()}
        >
          {t.codeSave}
        </Button>
      </div>
      {scene.pending && changed ? (
        <div className="px-3 pb-3">
          <Notice tone="warn">{t.replaces}</Notice>
        </div>
      ) : null}
    </div>
  );
}
