/**
 * Values in JSON form held against validators, with the vendor's wording: clients and tests of
 * Convex apps match on these texts.
 */
import { asText, isObject, tagged, type Json, type JsonObject } from "../values/json.ts";
import { compareJson } from "../values/keys.ts";
import { show, showValidator } from "./show.ts";
import type { Validator } from "./validators.ts";

/** Which table an id belongs to; undefined when the text is no id at all. */
export type TableOf = (id: string) => string | undefined;

function kindOf(value: Json): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value !== "object") return typeof value;
  const scalar = tagged(value);
  if (typeof scalar === "bigint") return "bigint";
  if (typeof scalar === "number") return "number";
  return scalar === undefined ? "object" : "bytes";
}

/** What is wrong with the value, in the vendor's words, or undefined when it fits. */
export class Checker {
  readonly #tableOf: TableOf;

  constructor(tableOf: TableOf) {
    this.#tableOf = tableOf;
  }

  problem(validator: Validator, value: Json): string | undefined {
    return this.#check(validator, value, "");
  }

  #check(validator: Validator, value: Json, path: string): string | undefined {
    switch (validator.type) {
      case "any":
        return undefined;
      case "id":
        return this.#checkId(validator, value, path);
      case "literal":
        return compareJson(validator.value, value) === 0
          ? undefined
          : mismatch(validator, value, path);
      case "array":
        return this.#checkArray(validator, value, path);
      case "object":
        return this.#checkObject(validator, value, path);
      case "record":
        return this.#checkRecord(validator, value, path);
      case "union":
        return this.#checkUnion(validator, value, path);
      case "commitTs":
        return kindOf(value) === "bigint" ? undefined : mismatch(validator, value, path);
      default:
        return kindOf(value) === validator.type ? undefined : mismatch(validator, value, path);
    }
  }

  #checkId(validator: Validator & { type: "id" }, value: Json, path: string): string | undefined {
    const table = typeof value === "string" ? this.#tableOf(value) : undefined;
    if (table === undefined) return mismatch(validator, value, path);
    if (table === validator.tableName) return undefined;
    return (
      `Found ID "${asText(value)}" from table \`${table}\`, which does not match the table name in ` +
      `validator \`${showValidator(validator)}\`.${path === "" ? "" : `\nPath: ${path}`}`
    );
  }

  #checkArray(
    validator: Validator & { type: "array" },
    value: Json,
    path: string,
  ): string | undefined {
    if (!Array.isArray(value)) return mismatch(validator, value, path);
    for (const [at, item] of value.entries()) {
      const problem = this.#check(validator.value, item, `${path}[${at}]`);
      if (problem !== undefined) return problem;
    }
    return undefined;
  }

  #checkObject(
    validator: Validator & { type: "object" },
    value: Json,
    path: string,
  ): string | undefined {
    if (!isObject(value) || kindOf(value) !== "object") return mismatch(validator, value, path);
    const fields = validator.value;
    for (const name in fields) {
      const field = fields[name];
      if (field === undefined) continue;
      const found = Object.hasOwn(value, name) ? value[name] : undefined;
      if (found === undefined) {
        if (field.optional) continue;
        return missing(validator, name, { value, path });
      }
      const problem = this.#check(field.fieldType, found, `${path}.${name}`);
      if (problem !== undefined) return problem;
    }
    const extra = Object.keys(value).find((name) => !Object.hasOwn(fields, name));
    return extra === undefined ? undefined : unexpected(validator, extra, { value, path });
  }

  #checkRecord(
    validator: Validator & { type: "record" },
    value: Json,
    path: string,
  ): string | undefined {
    if (!isObject(value) || kindOf(value) !== "object") return mismatch(validator, value, path);
    for (const [name, item] of Object.entries(value)) {
      const problem =
        this.#check(validator.keys, name, `${path}.keys(${name})`) ??
        this.#check(validator.values.fieldType, item, `${path}.${name}`);
      if (problem !== undefined) return problem;
    }
    return undefined;
  }

  #checkUnion(
    validator: Validator & { type: "union" },
    value: Json,
    path: string,
  ): string | undefined {
    for (const option of validator.value) {
      if (this.#check(option, value, path) === undefined) return undefined;
    }
    return mismatch(validator, value, path);
  }
}

interface Found {
  readonly value: JsonObject;
  readonly path: string;
}

function at(path: string): string {
  return path === "" ? "" : `Path: ${path}\n`;
}

function mismatch(validator: Validator, value: Json, path: string): string {
  return `Value does not match validator.\n${at(path)}Value: ${show(value)}\nValidator: ${showValidator(validator)}`;
}

function missing(validator: Validator, name: string, found: Found): string {
  return (
    `Object is missing the required field \`${name}\`. Consider wrapping the field validator in ` +
    "`v.optional(...)` if this is expected.\n\n" +
    `${at(found.path)}Object: ${show(found.value)}\nValidator: ${showValidator(validator)}`
  );
}

function unexpected(validator: Validator, name: string, found: Found): string {
  return (
    `Object contains extra field \`${name}\` that is not in the validator.\n\n` +
    `${at(found.path)}Object: ${show(found.value)}\nValidator: ${showValidator(validator)}`
  );
}
