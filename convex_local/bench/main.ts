/** Measures the runtime and prints one line of JSON; what each figure means is in bench/README.md. */
import { comparison } from "./comparison.ts";
import { livePerformance } from "./live.ts";

export interface Figure {
  readonly value: number;
  readonly unit: string;
  readonly aim: number | null;
  readonly ok: boolean | null;
}

const figures: Record<string, Figure> = { ...(await comparison()), ...(await livePerformance()) };
console.log(JSON.stringify(figures));
process.exit(0);
