/** What a person chooses of an export → what is asked for. Pure. */
import type { VideoExport } from "@/live/types.ts";

type Picture = NonNullable<VideoExport["picture"]>;
export type ExportWish = Pick<VideoExport, "format" | "quality" | "fps" | "captions"> & {
  picture?: Picture;
};

/** The parts of a form: a choice of one format is kept while another is looked at. */
export type ExportChoice = Omit<ExportWish, "picture"> & {
  width: number | null;
  colors: number;
  dither: NonNullable<Picture["dither"]>;
};

export const gifWidths = [320, 480, 640, 800, 1200] as const;
export const gifColors = [16, 64, 128, 256] as const;

/** A GIF counts in hundredths of a second, and browsers slow down what stays for less than two. */
const rateMax = { mp4: 60, webm: 60, gif: 50 } as const;

export function ratesFor(format: ExportChoice["format"], targetFps: number): number[] {
  const rates = [...new Set([targetFps, 15, 30, 60])].filter((rate) => rate <= rateMax[format]);
  return rates.sort((left, right) => left - right);
}

export function firstChoice(targetFps: number): ExportChoice {
  return {
    format: "mp4",
    quality: "source",
    fps: Math.min(targetFps, rateMax.mp4),
    captions: false,
    width: 480,
    colors: 128,
    dither: "pattern",
  };
}

/** A GIF has its size by its width: frames are made smaller, and nothing is drawn again for it. */
export function wishOf(choice: ExportChoice, targetFps: number): ExportWish {
  const { format, captions, width, colors, dither } = choice;
  const rates = ratesFor(format, targetFps);
  const fps = rates.includes(choice.fps) ? choice.fps : Math.max(...rates);
  if (format !== "gif") return { format, quality: choice.quality, fps, captions };
  const picture = { ...(width === null ? {} : { width }), colors, dither };
  return { format, quality: "source", fps, captions, picture };
}
