/**
 * Values as exports carry them, where nothing is lost and every line can be read by people: an
 * int64 is written without a fraction (`5`), a float64 always with one (`5.0`), and what JSON has
 * no word for is tagged (`{"$bytes"}`, `{"$float"}` for the infinities and NaN).
 */
import { floatToJson, integerToJson, tagged, type Json } from "./json.ts";

function floatText(value: number): string {
  const text = Object.is(value, -0) ? "-0" : JSON.stringify(value);
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

/** A value in its JSON form as text of an export. */
export function toPortable(value: Json): string {
  if (typeof value === "number") return floatText(value);
  if (Array.isArray(value)) return `[${value.map(toPortable).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const scalar = tagged(value);
  if (typeof scalar === "bigint") return scalar.toString();
  if (typeof scalar === "number" && Number.isFinite(scalar)) return floatText(scalar);
  const fields = Object.entries(value).map(
    ([name, field]) => `${JSON.stringify(name)}:${toPortable(field)}`,
  );
  return `{${fields.join(",")}}`;
}

/** As JSON.parse calls it, with the text of a number, which the compiler's library does not list. */
type Reviver = (name: string, value: unknown, at: { readonly source?: string }) => unknown;

const kept: Reviver = (_name, value, { source = "" }) => {
  if (typeof value !== "number") return value;
  return /^-?\d+$/.test(source) ? integerToJson(BigInt(source)) : floatToJson(value);
};

/** Text of an export in JSON form. Raises `SyntaxError` for what is not JSON. */
export function fromPortable(text: string): Json {
  return JSON.parse(text, kept as (name: string, value: unknown) => unknown) as Json;
}
