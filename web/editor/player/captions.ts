/** Which sentence of a scene's narration belongs to a frame: each lasts as its length. Pure. */
export function captionAt(narration: string, frame: number, frames: number): string {
  const sentences = toSentences(narration);
  const length = sentences.reduce((sum, sentence) => sum + sentence.length, 0);
  if (length === 0 || frames <= 0) return "";
  let end = 0;
  for (const sentence of sentences) {
    end += (sentence.length / length) * frames;
    if (frame < end) return sentence;
  }
  return sentences.at(-1) ?? "";
}

export function toSentences(narration: string): string[] {
  return (narration.match(/[^.!?…]+[.!?…]*["”’)]*\s*/g) ?? [])
    .map((sentence) => sentence.trim())
    .filter(Boolean);
}
