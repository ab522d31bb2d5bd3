/** How figures are made from samples. */
export interface Figure {
  readonly value: number;
  readonly unit: string;
  readonly aim: number | null;
  readonly ok: boolean | null;
}

export function round(value: number): number {
  return Number(value.toPrecision(4));
}

export function atMost(value: number, aim: number, unit: string): Figure {
  return { value: round(value), unit, aim, ok: value <= aim };
}

export function atLeast(value: number, aim: number, unit: string): Figure {
  return { value: round(value), unit, aim, ok: value >= aim };
}

export function plain(value: number, unit: string): Figure {
  return { value: round(value), unit, aim: null, ok: null };
}

export function quantile(samples: readonly number[], q: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? NaN;
}

export function median(samples: readonly number[]): number {
  return quantile(samples, 0.5);
}
