/** Evaluates the filter expressions that `q.filter(...)` serialises. */
import {
  floatOf,
  floatToJson,
  integerToJson,
  isObject,
  tagged,
  type Json,
  type JsonObject,
} from "../values/json.ts";
import { compareJson, fieldAt } from "../values/keys.ts";

type Maybe = Json | undefined;

const COMPARE: Readonly<Record<string, (order: number) => boolean>> = {
  $eq: (order) => order === 0,
  $neq: (order) => order !== 0,
  $lt: (order) => order < 0,
  $lte: (order) => order <= 0,
  $gt: (order) => order > 0,
  $gte: (order) => order >= 0,
};

const FLOATS: Readonly<Record<string, (left: number, right: number) => number>> = {
  $add: (left, right) => left + right,
  $sub: (left, right) => left - right,
  $mul: (left, right) => left * right,
  $div: (left, right) => left / right,
  $mod: (left, right) => left % right,
};

const INTEGERS: Readonly<Record<string, (left: bigint, right: bigint) => bigint>> = {
  $add: (left, right) => left + right,
  $sub: (left, right) => left - right,
  $mul: (left, right) => left * right,
  $div: (left, right) => left / right,
  $mod: (left, right) => left % right,
};

function integerOf(value: Maybe): bigint | undefined {
  if (!isObject(value)) return undefined;
  const scalar = tagged(value);
  return typeof scalar === "bigint" ? scalar : undefined;
}

function arithmetic(operator: string, left: Maybe, right: Maybe): Json {
  const integers = [integerOf(left), integerOf(right)] as const;
  if (integers[0] !== undefined && integers[1] !== undefined) {
    const result = INTEGERS[operator]?.(integers[0], integers[1]);
    if (result !== undefined) return integerToJson(result);
  }
  const floats = [floatOf(left), floatOf(right)] as const;
  if (floats[0] !== undefined && floats[1] !== undefined) {
    const result = FLOATS[operator]?.(floats[0], floats[1]);
    if (result !== undefined) return floatToJson(result);
  }
  throw new Error(`Filter operator ${operator} needs two numbers of the same type.`);
}

function negate(value: Maybe): Json {
  const integer = integerOf(value);
  if (integer !== undefined) return integerToJson(-integer);
  const float = floatOf(value);
  if (float !== undefined) return floatToJson(-float);
  throw new Error("Filter operator $neg needs a number.");
}

function operands(value: Maybe): Json[] {
  return Array.isArray(value) ? value : [];
}

export function isTrue(value: Maybe): boolean {
  return value === true;
}

function literal(value: Maybe): Maybe {
  return isObject(value) && "$undefined" in value ? undefined : value;
}

function evaluateOperator(operator: string, operand: Maybe, document: Json): Maybe {
  const compare = COMPARE[operator];
  if (compare !== undefined) {
    const [left, right] = operands(operand);
    return compare(compareJson(evaluate(left, document), evaluate(right, document)));
  }
  if (operator in FLOATS) {
    const [left, right] = operands(operand);
    return arithmetic(operator, evaluate(left, document), evaluate(right, document));
  }
  switch (operator) {
    case "$and":
      return operands(operand).every((part) => isTrue(evaluate(part, document)));
    case "$or":
      return operands(operand).some((part) => isTrue(evaluate(part, document)));
    case "$not":
      return !isTrue(evaluate(operand, document));
    case "$neg":
      return negate(evaluate(operand, document));
    default:
      throw new Error(`Unknown filter operator ${operator}.`);
  }
}

export function evaluate(expression: Maybe, document: Json): Maybe {
  if (!isObject(expression)) return expression;
  return evaluateObject(expression, document);
}

function evaluateObject(expression: JsonObject, document: Json): Maybe {
  if ("$literal" in expression) return literal(expression["$literal"]);
  if (typeof expression["$field"] === "string") return fieldAt(document, expression["$field"]);
  const operator = Object.keys(expression)[0] ?? "";
  return evaluateOperator(operator, expression[operator], document);
}
