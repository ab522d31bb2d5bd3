import { expect, test } from "vitest";
import { text } from "@/text/editing.ts";
import { allCommands } from "./all.ts";
import { toShortcut } from "./shortcut.ts";

const press = (
  key: string,
  held: Partial<Record<"ctrlKey" | "shiftKey" | "altKey", boolean>> = {},
) => toShortcut({ key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held });

test("[web:keyboard:no-collision] no two commands share a key", () => {
  const keys = allCommands.flatMap((command) => command.keys);
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
});

test("every command has a name for people", () => {
  expect(allCommands.filter(({ id }) => !text.commands[id])).toEqual([]);
  expect(Object.keys(text.commands).filter((id) => !allCommands.some((c) => c.id === id))).toEqual(
    [],
  );
});

test("keys are named as commands name them", () => {
  expect(press(" ")).toBe("Space");
  expect(press("Z", { ctrlKey: true, shiftKey: true })).toBe("Mod+Shift+z");
  expect(press("?", { shiftKey: true })).toBe("?");
  expect(press("ArrowLeft", { shiftKey: true })).toBe("Shift+ArrowLeft");
  expect(press("L")).toBe("l");
});
