/** The commands that work on a data folder while no runtime has it open: export and import. */
import { existsSync, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { ConfigurationError } from "./configuration.ts";
import { readImport } from "./functions/import_source.ts";
import { exportData, importData } from "./functions/portability.ts";
import { lockFolder } from "./storage/lock.ts";
import { Storage } from "./storage/storage.ts";

const OPTIONS = {
  data: { type: "string" },
  file: { type: "string" },
  replace: { type: "boolean" },
} as const;

function folderAndFile(argv: readonly string[]): { data: string; file: string; replace: boolean } {
  const { values } = parseArgs({ args: [...argv], options: OPTIONS, strict: true });
  if (values.data === undefined || values.file === undefined) {
    throw new ConfigurationError("Both --data DIR and --file FILE.zip are needed.");
  }
  return {
    data: resolve(values.data),
    file: resolve(values.file),
    replace: values.replace === true,
  };
}

/** What was done, in a sentence; undefined when the words are not such a command. */
export function runCommand(argv: readonly string[]): string | undefined {
  const [command, ...rest] = argv;
  if (command !== "export" && command !== "import") return undefined;
  const { data, file, replace } = folderAndFile(rest);
  if (command === "export" && !existsSync(join(data, "data.sqlite")))
    throw new ConfigurationError(`There is no data in ${data}; give the folder of a runtime.`);
  const release = lockFolder(data);
  const filesFolder = join(data, "files");
  mkdirSync(filesFolder, { recursive: true });
  const storage = new Storage({ path: join(data, "data.sqlite"), sync: "full" });
  try {
    if (command === "export") {
      const { documents } = exportData(storage, { filesFolder, target: file, withFiles: true });
      return `Exported ${documents} documents to ${file}.`;
    }
    const { documents } = importData(storage, {
      source: readImport(file, "zip", ""),
      filesFolder,
      mode: replace ? "replace" : "requireEmpty",
      nowMs: Date.now(),
    });
    return `Imported ${documents} documents from ${file}.`;
  } finally {
    storage.close();
    release();
  }
}
