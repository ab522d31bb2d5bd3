/** The few words that every page's script needs; `en.ts` has them all and is ten times as large. */
export { common, states } from "./en/shell.ts";
