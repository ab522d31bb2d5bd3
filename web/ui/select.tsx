"use client";
import { ChevronDown } from "lucide-react";
import { useOnDemand } from "./on-demand.ts";
import { selectClasses, type SelectProps } from "./select-look.ts";

/** One of several; until it is first opened, it is a button that says which. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const [popup, trigger] = useOnDemand("listbox", async () => import("./select-popup.tsx"));
  if (popup) return <popup.SelectPopup {...props} />;
  const chosen = props.options.find(({ value }) => value === props.value);
  return (
    <button
      type="button"
      role="combobox"
      aria-label={props.label}
      {...trigger}
      className={selectClasses(props.size)}
    >
      <span>{chosen?.label}</span>
      <ChevronDown aria-hidden className="size-3.5 text-faint" />
    </button>
  );
}
