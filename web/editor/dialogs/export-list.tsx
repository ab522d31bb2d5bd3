"use client";
import { api } from "@convex/_generated/api";
import { usePaginatedQuery } from "convex/react";
import { Download, Trash2 } from "lucide-react";
import type { VideoExport } from "@/live/types.ts";
import { text } from "@/text/editing.ts";
import { Button, buttonClasses, IconButton } from "@/ui/button.tsx";
import { Badge, Progress } from "@/ui/feedback.tsx";
import { progressFraction, progressText } from "../state/clips.ts";
import { useEditor } from "../state/editor-context.tsx";
import { StopButton } from "../stop-button.tsx";

const t = text.dialogs;

/** Files made before and in the making, the newest first. */
export function ExportList() {
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
      {made.status === "CanLoadMore" ? (
        <Button size="sm" tone="ghost" onClick={() => made.loadMore(20)}>
          {text.inspector.loadMore}
        </Button>
      ) : null}
    </section>
  );
}

function ExportRow({ file }: { file: VideoExport }) {
  const working = ["queued", "rendering", "uploading"].includes(file.status);
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 py-2.5" data-export={file.status}>
      <div className="min-w-48 flex-1">
        <p className="tabular text-sm">{nameOf(file)}</p>
        {working ? <Working file={file} /> : <Ended file={file} />}
      </div>
      {working ? <StopButton jobId={file.jobId} /> : <Done file={file} />}
    </li>
  );
}

function Working({ file }: { file: VideoExport }) {
  const said = progressText(file);
  return (
    <div className="mt-1.5 flex flex-col gap-1">
      <Progress label={said} fraction={progressFraction(file)} />
      <span className="tabular text-2xs text-muted">{said}</span>
    </div>
  );
}

function Ended({ file }: { file: VideoExport }) {
  if (file.status === "error")
    return (
      <p role="alert" className="text-2xs text-bad">
        {file.error?.error ?? text.editor.status["error"]}
      </p>
    );
  return <p className="tabular text-2xs text-faint">{factsOf(file)}</p>;
}

function Done({ file }: { file: VideoExport }) {
  const { actions } = useEditor();
  const { jobId, status } = file;
  return (
    <div className="flex items-center gap-2">
      {status === "ready" ? (
        <Files file={file} />
      ) : (
        <Badge tone={status === "error" ? "bad" : "warn"}>{text.editor.status[status]}</Badge>
      )}
      {status !== "ready" && jobId ? (
        <Button size="sm" onClick={() => void actions.retry(jobId)}>
          {text.common.retry}
        </Button>
      ) : null}
      <IconButton
        label={t.exportRemove(nameOf(file))}
        tip={text.common.delete}
        size="sm"
        onClick={() => void actions.removeExport(file._id)}
      >
        <Trash2 aria-hidden />
      </IconButton>
    </div>
  );
}

function Files({ file }: { file: VideoExport }) {
  return (
    <>
      {file.captionsUrl ? (
        <a href={file.captionsUrl} download className={buttonClasses("secondary", "sm")}>
          {t.exportCaptions}
        </a>
      ) : null}
      {file.url ? (
        <a href={file.url} download className={buttonClasses("primary", "sm")}>
          <Download aria-hidden className="size-3.5" />
          {t.exportDownload}
        </a>
      ) : null}
    </>
  );
}

function nameOf(file: VideoExport): string {
  const { format, quality, width, height, picture } = file;
  const asked = picture?.width === undefined ? quality : t.exportPixels(picture.width);
  const size =
    width !== undefined && height !== undefined
      ? `${width} × ${height}`
      : asked === "source"
        ? t.exportSource
        : asked;
  const colors = picture?.colors === undefined ? "" : t.exportColorCount(picture.colors);
  return [format.toUpperCase(), size, `${file.fps} fps`, colors].filter(Boolean).join(" · ");
}

function factsOf(file: VideoExport): string {
  const size = file.bytes === undefined ? "" : `${(file.bytes / 1_000_000).toFixed(1)} MB`;
  const frames = file.durationInFrames === undefined ? "" : t.exportFrames(file.durationInFrames);
  return [frames, size].filter(Boolean).join(" · ");
}
