/** Reads the barcode of the picture that a person sees: the topmost opaque one. */
export type Reading =
  | { kind: "frame"; scene: number; version: number; frame: number }
  | { kind: "black" | "card" | "unreadable" };

const bits = 32;
const scratch = document.createElement("canvas");
scratch.width = 640;
scratch.height = 360;
const context = scratch.getContext("2d", { willReadFrequently: true });

export function readPicture(): Reading {
  const screen = document.getElementById("screen")?.getBoundingClientRect();
  if (!screen || !context) return { kind: "unreadable" };
  const under = document.elementsFromPoint(screen.x + screen.width / 2, screen.y + 200);
  for (const element of under) {
    if (element.classList.contains("board-grid")) return { kind: "card" };
    if (!(element instanceof HTMLVideoElement || element instanceof HTMLCanvasElement)) continue;
    if (element instanceof HTMLCanvasElement && element.width === 0) continue;
    context.clearRect(0, 0, scratch.width, scratch.height);
    context.drawImage(element, 0, 0, scratch.width, scratch.height);
    if (alphaAt(320, 200) < 250) continue;
    return decode();
  }
  return { kind: "black" };
}

function alphaAt(x: number, y: number): number {
  return context?.getImageData(x, y, 1, 1).data[3] ?? 0;
}

/** 6 bits scene, 6 version, 12 frame, 8 checksum; black and white blocks along the top. */
function decode(): Reading {
  const row = context?.getImageData(0, 20, scratch.width, 1).data;
  if (!row) return { kind: "unreadable" };
  let value = 0;
  for (let bit = 0; bit < bits; bit += 1) {
    const x = Math.floor(((bit + 0.5) * scratch.width) / bits);
    value = value * 2 + ((row[x * 4 + 1] ?? 0) > 127 ? 1 : 0);
  }
  const scene = Math.floor(value / 2 ** 26) % 64;
  const version = Math.floor(value / 2 ** 20) % 64;
  const frame = Math.floor(value / 2 ** 8) % 4096;
  if (value % 256 !== (scene * 7 + version * 13 + frame * 31 + 85) % 256) {
    const [red, green, blue] = context?.getImageData(320, 200, 1, 1).data ?? [];
    return { kind: (red ?? 0) + (green ?? 0) + (blue ?? 0) < 24 ? "black" : "unreadable" };
  }
  return { kind: "frame", scene, version, frame };
}

export type Sample = { at: number; playhead: number; reading: Reading };

/** Reads every painted frame until stopped. */
export function record(playhead: () => number): () => Sample[] {
  const samples: Sample[] = [];
  let running = true;
  const look = (): void => {
    if (!running) return;
    samples.push({ at: performance.now(), playhead: playhead(), reading: readPicture() });
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  return () => {
    running = false;
    return samples;
  };
}
