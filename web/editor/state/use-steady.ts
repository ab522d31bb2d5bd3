"use client";
import { useState } from "react";

/** A value that changes only when `keep` says so. The component draws twice then, its parts once. */
export function useSteady<Value>(now: Value, keep: (before: Value, now: Value) => Value): Value {
  const [kept, setKept] = useState(now);
  const next = keep(kept, now);
  if (next !== kept) setKept(next);
  return next;
}
