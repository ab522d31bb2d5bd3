import { zoomed, zoomLimits } from "../state/editor-store.ts";
import { always, type Command, type CommandContext } from "./command.ts";

const zoom =
  (factor: number) =>
  ({ store, view }: CommandContext): void =>
    store.setState((state) => ({ zoom: zoomed(state.zoom, view.fitZoom(), factor) }));

const view = (id: string, keys: readonly string[], run: Command["run"]): Command => ({
  id: `view.${id}`,
  group: "view",
  keys,
  canRun: always,
  run,
});

export const viewCommands: Command[] = [
  view("zoom-in", ["=", "+"], zoom(zoomLimits.step)),
  view("zoom-out", ["-"], zoom(1 / zoomLimits.step)),
  view("zoom-fit", ["0"], ({ store }) => store.setState({ zoom: null })),
  view("export", ["Mod+e"], ({ store }) => store.setState({ dialog: { kind: "export" } })),
  view("shortcuts", ["?"], ({ store }) => store.setState({ dialog: { kind: "shortcuts" } })),
  {
    id: "history.undo",
    group: "history",
    keys: ["Mod+z"],
    canRun: ({ undo }) => undo,
    run: ({ actions }) => void actions.undo(),
  },
  {
    id: "history.redo",
    group: "history",
    keys: ["Mod+Shift+z", "Mod+y"],
    canRun: ({ redo }) => redo,
    run: ({ actions }) => void actions.redo(),
  },
];
