"use client";
import type { ReactNode } from "react";
import { text } from "@/text/editing.ts";
import { Segmented, Switch } from "@/ui/choice.tsx";
import { Select } from "@/ui/select.tsx";
import { type ExportChoice, gifColors, gifWidths, ratesFor, wishOf } from "./export-choice.ts";

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

const widths = [
  { value: "", label: t.exportSource },
  ...gifWidths.map((width) => ({ value: String(width), label: t.exportPixels(width) })),
];

const dithers = [
  { value: "none", label: t.exportDithers.none },
  { value: "pattern", label: t.exportDithers.pattern },
  { value: "diffusion", label: t.exportDithers.diffusion },
] as const;

type FormProps = {
  choice: ExportChoice;
  targetFps: number;
  onChange: (choice: ExportChoice) => void;
};

export function ExportForm(props: FormProps) {
  const { choice, onChange, targetFps } = props;
  const { fps } = wishOf(choice, targetFps);
  return (
    <div className="grid grid-cols-[auto_1fr] items-center gap-x-6 gap-y-3 text-xs text-muted">
      <Line label={t.exportFormat}>
        <Segmented
          label={t.exportFormat}
          options={[...formats]}
          value={choice.format}
          onChange={(format) => onChange({ ...choice, format })}
        />
      </Line>
      {choice.format === "gif" ? <GifLines {...props} /> : <QualityLine {...props} />}
      <Line label={t.exportFps}>
        <Segmented
          label={t.exportFps}
          options={ratesFor(choice.format, targetFps).map((rate) => ({
            value: String(rate),
            label: String(rate),
          }))}
          value={String(fps)}
          onChange={(rate) => onChange({ ...choice, fps: Number(rate) })}
        />
      </Line>
      <Line label={t.exportCaptions}>
        <div className="flex items-center gap-2.5">
          <Switch
            label={t.exportCaptions}
            checked={choice.captions}
            onChange={(captions) => onChange({ ...choice, captions })}
          />
          <span>{t.exportCaptionsHint}</span>
        </div>
      </Line>
      <p className="col-span-2 text-faint">
        {choice.format === "gif" ? t.exportGifHint : t.exportSizeHint}
      </p>
    </div>
  );
}

function QualityLine({ choice, onChange }: FormProps) {
  return (
    <Line label={t.exportQuality}>
      <Select
        label={t.exportQuality}
        options={[...qualities]}
        value={choice.quality}
        onChange={(quality) => onChange({ ...choice, quality })}
      />
    </Line>
  );
}

function GifLines({ choice, onChange }: FormProps) {
  return (
    <>
      <Line label={t.exportWidth}>
        <Select
          label={t.exportWidth}
          options={widths}
          value={choice.width === null ? "" : String(choice.width)}
          onChange={(width) => onChange({ ...choice, width: width === "" ? null : Number(width) })}
        />
      </Line>
      <Line label={t.exportColors}>
        <Segmented
          label={t.exportColors}
          options={gifColors.map((count) => ({ value: String(count), label: String(count) }))}
          value={String(choice.colors)}
          onChange={(colors) => onChange({ ...choice, colors: Number(colors) })}
        />
      </Line>
      <Line label={t.exportDither}>
        <Segmented
          label={t.exportDither}
          options={[...dithers]}
          value={choice.dither}
          onChange={(dither) => onChange({ ...choice, dither })}
        />
      </Line>
    </>
  );
}

function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <span>{label}</span>
      <div>{children}</div>
    </>
  );
}
