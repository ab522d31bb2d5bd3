"use client";
import { Select as Base } from "@base-ui/react/select";
import { Check, ChevronDown } from "lucide-react";
import { selectClasses, type SelectProps } from "./select-look.ts";

/** A choice that has been opened. */
export function SelectPopup<Value extends string>(props: SelectProps<Value>) {
  return (
    <Base.Root
      defaultOpen
      items={props.options}
      value={props.value}
      onValueChange={(value) => {
        const chosen = props.options.find((option) => option.value === value);
        if (chosen) props.onChange(chosen.value);
      }}
    >
      <Base.Trigger aria-label={props.label} className={selectClasses(props.size)}>
        <Base.Value />
        <Base.Icon>
          <ChevronDown aria-hidden className="size-3.5 text-faint" />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner sideOffset={6} alignItemWithTrigger={false} className="z-50">
          <Base.Popup className="max-h-72 min-w-(--anchor-width) animate-rise overflow-y-auto rounded-card border border-line bg-raised p-1 shadow-2 outline-none">
            {props.options.map((option) => (
              <Base.Item
                key={option.value}
                value={option.value}
                className="flex cursor-default items-center gap-2 rounded-md py-1.5 pr-3 pl-2 text-sm outline-none data-highlighted:bg-hover"
              >
                <Base.ItemIndicator keepMounted className="w-4 not-data-selected:invisible">
                  <Check aria-hidden className="size-4 text-accent-text" />
                </Base.ItemIndicator>
                <Base.ItemText>{option.label}</Base.ItemText>
              </Base.Item>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
