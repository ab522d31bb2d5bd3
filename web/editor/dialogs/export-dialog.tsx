"use client";
import { api } from "@convex/_generated/api";
import { usePaginatedQuery } from "convex/react";
import { Download } from "lucide-react";
import { useState } from "react";
import type { VideoExport } from "@/live/types.ts";
import { text } from "@/text/editing.ts";
import { Button, buttonClasses } from "@/ui/button.tsx";
import { Segmented, Switch } from "@/ui/choice.tsx";
import { Dialog } from "@/ui/dialog.tsx";
import { Badge, Notice, Progress } from "@/ui/feedback.tsx";
import { Select } from "@/ui/select.tsx";
import { useEditor } from "../state/editor-context.tsx";
import type { ExportChoice } from "../state/use-actions.ts";

const t = text.dialogs;

const formats = [
  { value: "mp4", label: "MP4" },
  { value: "webm", label: "WebM" },
  { value: "gif", label: "GIF" },
] as const;

const qualities = [
  { value: "source", label: t.exportSource },
  ...(["480p", "720p", "1080p", "1440p", "2160p"] as const).map((value) => ({
    value,
    label: value,
  })),
] as const;

export function ExportDialog({ onClose }: { onClose: () => void }) {
  const { session, scenes, actions } = useEditor();
  const [choice, setChoice] = useState<ExportChoice>({
    format: "mp4",
    quality: "source",
    fps: session.targetFps,
    captions: false,
  });
  const [starting, setStarting] = useState(false);
  const missing = scenes.filter((scene) => scene.liveVersion === undefined).length;
  const nothing = missing === scenes.length;
  async function start(): Promise<void> {
    setStarting(true);
    await actions.startExport(choice);
    setStarting(false);
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t.exportTitle}
      description={t.exportBody}
      footer={
        <Button tone="primary" busy={starting} disabled={nothing} onClick={() => void start()}>
          {t.exportStart}
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        <Choices choice={choice} onChange={setChoice} targetFps={session.targetFps} />
        {nothing ? <Notice tone="warn">{t.exportNothing}</Notice> : null}
        {!nothing && missing > 0 ? <Notice tone="warn">{t.exportLeavesOut(missing)}</Notice> : null}
        <Exports />
      </div>
    </Dialog>
  );
}

function Choices(props: {
  choice: ExportChoice;
  targetFps: number;
  onChange: (choice: ExportChoice) => void;
}) {
  const { choice, onChange } = props;
  const rates = [...new Set([props.targetFps, 24, 30, 60])].sort((left, right) => left - right);
  return (
    <div className="grid grid-cols-[auto_1fr] items-center gap-x-6 gap-y-3 text-xs text-muted">
      <span>{t.exportFormat}</span>
      <div>
        <Segmented
          label={t.exportFormat}
          options={[...formats]}
          value={choice.format}
          onChange={(format) => onChange({ ...choice, format })}
        />
      </div>
      <span>{t.exportQuality}</span>
      <div>
        <Select
          label={t.exportQuality}
          options={[...qualities]}
          value={choice.quality}
          onChange={(quality) => onChange({ ...choice, quality })}
        />
      </div>
      <span>{t.exportFps}</span>
      <div>
        <Segmented
          label={t.exportFps}
          options={rates.map((rate) => ({ value: String(rate), label: String(rate) }))}
          value={String(choice.fps)}
          onChange={(fps) => onChange({ ...choice, fps: Number(fps) })}
        />
      </div>
      <span>{t.exportCaptions}</span>
      <Switch
        label={t.exportCaptions}
        checked={choice.captions}
        onChange={(captions) => onChange({ ...choice, captions })}
      />
    </div>
  );
}

function Exports() {
  const { session } = useEditor();
  const made = usePaginatedQuery(
    api.exports.listBySession,
    { sessionId: session._id },
    { initialNumItems: 5 },
  );
  if (made.results.length === 0) return null;
  return (
    <section>
      <h3 className="mb-1 text-xs font-semibold text-muted">{t.exportPast}</h3>
      <ul className="divide-y divide-line">
        {made.results.map((file) => (
          <ExportRow key={file._id} file={file} />
        ))}
      </ul>
    </section>
  );
}

function ExportRow({ file }: { file: VideoExport }) {
  const { actions } = useEditor();
  const { jobId, progress } = file;
  const working = ["queued", "rendering", "uploading"].includes(file.status);
  const total = progress?.total ?? null;
  return (
    <li className="flex items-center gap-3 py-2.5" data-export={file.status}>
      <div className="min-w-0 flex-1">
        <p className="tabular text-sm">
          {file.format.toUpperCase()} · {file.quality === "source" ? t.exportSource : file.quality}{" "}
          · {file.fps} fps
        </p>
        {working ? (
          <div className="mt-1.5">
            <Progress
              label={text.editor.status[file.status] ?? ""}
              fraction={progress && total ? progress.done / total : null}
            />
          </div>
        ) : (
          <p className="tabular text-2xs text-faint">{factsOf(file)}</p>
        )}
      </div>
      {file.status === "ready" && file.url ? (
        <a href={file.url} download className={buttonClasses("primary", "sm")}>
          <Download aria-hidden className="size-3.5" />
          {t.exportDownload}
        </a>
      ) : (
        <Badge tone={file.status === "error" ? "bad" : "accent"} live={working}>
          {text.editor.status[file.status]}
        </Badge>
      )}
      {file.status === "error" && jobId ? (
        <Button size="sm" onClick={() => void actions.retry(jobId)}>
          {text.common.retry}
        </Button>
      ) : null}
    </li>
  );
}

function factsOf(file: VideoExport): string {
  if (file.error) return file.error.error;
  const size = file.bytes === undefined ? "" : `${(file.bytes / 1_000_000).toFixed(1)} MB`;
  const frames = file.durationInFrames === undefined ? "" : t.exportFrames(file.durationInFrames);
  return [frames, size].filter(Boolean).join(" · ");
}
