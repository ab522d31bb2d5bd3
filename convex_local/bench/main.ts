/** Measures the runtime and prints one line of JSON; what each figure means is in bench/README.md. */
import { comparison } from "./comparison.ts";
import type { Figure } from "./figures.ts";
import { livePerformance } from "./live.ts";

const figures: Record<string, Figure> = { ...(await comparison()), ...(await livePerformance()) };
console.log(JSON.stringify(figures));
process.exit(0);
