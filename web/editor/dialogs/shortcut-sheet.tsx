import { text } from "@/text/editing.ts";
import { Keys } from "@/ui/keys.tsx";
import { allCommands } from "../commands/all.ts";
import type { Command } from "../commands/command.ts";

const groups: Command["group"][] = ["play", "scenes", "view", "history"];

/** Every command and its keys, from the commands themselves. */
export function ShortcutSheet() {
  return (
    <div className="grid gap-x-10 gap-y-6 sm:grid-cols-2">
      {groups.map((group) => (
        <section key={group}>
          <h3 className="mb-2 text-xs font-semibold text-muted">{text.dialogs.groups[group]}</h3>
          <dl className="flex flex-col gap-1.5">
            {allCommands
              .filter((command) => command.group === group)
              .map((command) => (
                <div key={command.id} className="flex items-center justify-between gap-4">
                  <dt>{text.commands[command.id]}</dt>
                  <dd>
                    <Keys keys={command.keys[0] ?? ""} />
                  </dd>
                </div>
              ))}
          </dl>
        </section>
      ))}
    </div>
  );
}
