/** Validators in the JSON form in which functions and schemas export them. Checking: checker.ts. */
import { parseJson, type Json } from "../values/json.ts";

export type Validator =
  | {
      readonly type:
        | "any"
        | "null"
        | "number"
        | "bigint"
        | "boolean"
        | "string"
        | "bytes"
        | "commitTs";
    }
  | { readonly type: "id"; readonly tableName: string }
  | { readonly type: "literal"; readonly value: Json }
  | { readonly type: "array"; readonly value: Validator }
  | { readonly type: "object"; readonly value: Readonly<Record<string, ObjectField>> }
  | { readonly type: "record"; readonly keys: Validator; readonly values: ObjectField }
  | { readonly type: "union"; readonly value: readonly Validator[] };

export interface ObjectField {
  readonly fieldType: Validator;
  readonly optional: boolean;
}

export function parseValidator(json: Json): Validator {
  return json as unknown as Validator;
}

export function parseValidatorText(text: string): Validator | undefined {
  const json = parseJson(text);
  return json === null ? undefined : parseValidator(json);
}
