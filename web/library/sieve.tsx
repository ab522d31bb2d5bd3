"use client";
import { Search } from "lucide-react";
import { text } from "@/text/en.ts";
import { inputClasses } from "@/ui/field.tsx";
import { Select } from "@/ui/select.tsx";
import type { Order, Shown } from "./order.ts";

const t = text.library;

type Wanted = { words: string; shown: Shown; order: Order };

/** Search, filter and order, in one row. */
export function Sieve(props: { wanted: Wanted; onChange: (wanted: Wanted) => void }) {
  const { wanted, onChange } = props;
  return (
    <div className="mb-6 flex flex-wrap items-center gap-2">
      <div className="relative min-w-52 flex-1">
        <Search
          aria-hidden
          className="absolute top-1/2 left-3 size-4 -translate-y-1/2 text-faint"
        />
        <input
          type="search"
          aria-label={t.search}
          placeholder={t.search}
          value={wanted.words}
          onChange={(event) => onChange({ ...wanted, words: event.target.value })}
          className={`${inputClasses} h-9 pl-9 text-sm`}
        />
      </div>
      <Select
        label={t.filter}
        value={wanted.shown}
        onChange={(shown) => onChange({ ...wanted, shown })}
        options={(["all", "ready", "working", "failed"] as const).map((value) => ({
          value,
          label: t.filters[value],
        }))}
      />
      <Select
        label={t.sort}
        value={wanted.order}
        onChange={(order) => onChange({ ...wanted, order })}
        options={(["updated", "title", "length"] as const).map((value) => ({
          value,
          label: t.sorts[value],
        }))}
      />
    </div>
  );
}
