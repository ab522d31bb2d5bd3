/**
 * Does a value fit a validator, and if not, where? The runtime checks arguments too, but its message is
 * prose; a signed call deserves a path. Unknown fields are refused, as in the runtime.
 */
import type { GenericValidator, Value } from "convex/values";

export function explainMisfit(
  validator: GenericValidator,
  value: Value | undefined,
  path = "body",
): string | null {
  if (value === undefined) return `${path} is missing`;
  switch (validator.kind) {
    case "any":
      return null;
    case "object":
      return explainObject(validator, value, path);
    case "array":
      if (!Array.isArray(value)) return `${path} must be an array`;
      return first(value, (item, index) =>
        explainMisfit(validator.element, item, `${path}[${index}]`),
      );
    case "record":
      if (!isObject(value)) return `${path} must be an object`;
      return first(Object.entries(value), ([key, item]) =>
        explainMisfit(validator.value, item, `${path}.${key}`),
      );
    case "union": {
      const fits = validator.members.some((member) => explainMisfit(member, value, path) === null);
      return fits ? null : `${path} has none of the allowed values`;
    }
    case "literal":
      return value === validator.value ? null : `${path} must be ${String(validator.value)}`;
    default:
      return explainScalar(validator.kind, value, path);
  }
}

function explainScalar(kind: GenericValidator["kind"], value: Value, path: string): string | null {
  const fits: Partial<Record<GenericValidator["kind"], boolean>> = {
    string: typeof value === "string",
    // Whether an id names a row is found out by looking; here only its spelling matters.
    id: typeof value === "string" && /^[0-9a-z;]+$/i.test(value) && value.length <= 64,
    float64: typeof value === "number" && Number.isFinite(value),
    boolean: typeof value === "boolean",
    null: value === null,
  };
  return fits[kind] === true ? null : `${path} must be a ${kind === "float64" ? "number" : kind}`;
}

function explainObject(
  validator: Extract<GenericValidator, { kind: "object" }>,
  value: Value,
  path: string,
): string | null {
  if (!isObject(value)) return `${path} must be an object`;
  const fields: Record<string, GenericValidator> = validator.fields;
  const unknown = Object.keys(value).find((key) => !(key in fields));
  if (unknown !== undefined) return `${path}.${unknown} is not known`;
  return first(Object.entries(fields), ([key, field]) => {
    const item = value[key];
    if (item === undefined && field.isOptional === "optional") return null;
    return explainMisfit(field, item, `${path}.${key}`);
  });
}

function isObject(value: Value): value is Record<string, Value> {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof ArrayBuffer)
  );
}

function first<Item>(
  items: Item[],
  explain: (item: Item, index: number) => string | null,
): string | null {
  for (const [index, item] of items.entries()) {
    const problem = explain(item, index);
    if (problem !== null) return problem;
  }
  return null;
}
