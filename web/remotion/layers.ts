/**
 * The order of the layers, from below: a premounted scene, the picture held from before a jump and
 * the scene just left, a new version being painted, the current scene. Everything stays opaque: a
 * video at opacity 0 is not composited, so its first visible frame would be black.
 */
export const layer = { premounted: 0, held: 1, staged: 1, current: 2 } as const;

/** Measured: more costs on two cores than it gives. */
export const premountFrames = 30;
export const postmountFrames = 5;

/** Asks for the middle of a frame: at its start, browsers round to the frame before. */
export const middleOfFrame = 0.5;

/** Keeps the picture that is on screen in a canvas that lies under whatever comes next. */
export function holdPicture(container: HTMLElement, hold: HTMLCanvasElement): void {
  const context = hold.getContext("2d");
  if (!context) return;
  const picture = topPicture(container, hold);
  if (picture) context.drawImage(picture, 0, 0, hold.width, hold.height);
  else context.clearRect(0, 0, hold.width, hold.height);
}

type Picture = HTMLVideoElement | HTMLCanvasElement;

function topPicture(container: HTMLElement, hold: HTMLCanvasElement): Picture | null {
  const pictures = [...container.querySelectorAll<Picture>("video, canvas")];
  let best: Picture | null = null;
  let bestDepth: number = layer.premounted;
  for (const picture of pictures) {
    if (picture === hold || !hasPixels(picture)) continue;
    const depth = depthOf(picture, container);
    if (depth > bestDepth || (depth === bestDepth && depth === layer.current)) {
      best = picture;
      bestDepth = depth;
    }
  }
  return bestDepth === layer.current ? best : null;
}

function hasPixels(picture: Picture): boolean {
  return picture instanceof HTMLVideoElement
    ? picture.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA
    : picture.width > 0 && picture.height > 0;
}

function depthOf(picture: Element, container: HTMLElement): number {
  let node = picture.parentElement;
  while (node && node !== container) {
    const depth = Number.parseInt(node.style.zIndex, 10);
    if (!Number.isNaN(depth)) return depth;
    node = node.parentElement;
  }
  return layer.premounted;
}
