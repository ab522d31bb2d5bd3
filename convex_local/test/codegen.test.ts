/** The product's `convex/_generated` must be what the vendor's generator writes, without a deployment. */
import { execFile } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "..", "..");

function contents(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder)
      .sort()
      .map((file) => [file, readFileSync(join(folder, file), "utf8")]),
  );
}

test("[runtime:codegen:fresh] convex/_generated is up to date; `npx convex codegen --system-udfs --typecheck disable` renews it", async () => {
  const folder = mkdtempSync(join(tmpdir(), "convex-codegen-"));
  try {
    cpSync(join(ROOT, "convex"), join(folder, "convex"), {
      recursive: true,
      filter: (path) => !path.includes("node_modules"),
    });
    const committed = contents(join(folder, "convex", "_generated"));
    writeFileSync(
      join(folder, "package.json"),
      JSON.stringify({ name: "codegen", type: "module", dependencies: { convex: "1.48.0" } }),
    );
    if (existsSync(join(ROOT, "convex.json")))
      cpSync(join(ROOT, "convex.json"), join(folder, "convex.json"));
    symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
    rmSync(join(folder, "convex", "_generated"), { recursive: true });
    await promisify(execFile)(
      process.execPath,
      [
        join(ROOT, "node_modules", "convex", "bin", "main.js"),
        "codegen",
        "--system-udfs",
        "--typecheck",
        "disable",
      ],
      { cwd: folder, env: { PATH: process.env["PATH"], HOME: folder, CI: "1" }, timeout: 60_000 },
    );
    expect(contents(join(folder, "convex", "_generated"))).toEqual(committed);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 90_000);
