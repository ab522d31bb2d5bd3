/**
 * Turns a project's `convex/` folder into script text: one bundle for the default runtime, one for
 * modules that start with "use node". Never runs the code; see sandbox.ts.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { build, type BuildOptions, type Message } from "esbuild";

export interface BundleText {
  readonly code: string;
  readonly map: string;
}

export interface Bundle {
  readonly folder: string;
  readonly isolate: BundleText;
  readonly node: BundleText | null;
}

export class BundleError extends Error {}

const SOURCE = /\.(ts|tsx|js|jsx|mts|mjs|cts|cjs)$/;
const OWN_PACKAGES = ["../../node_modules", "../../../node_modules"].map((path) =>
  resolve(import.meta.dirname, path),
);
const SPECIAL = new Set(["schema", "auth.config", "convex.config"]);

function sourceFiles(folder: string, under = folder): string[] {
  return readdirSync(under, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(under, entry.name);
      if (entry.name.startsWith(".") || entry.name.startsWith("#")) return [];
      if (entry.isDirectory())
        return entry.name === "_generated" || entry.name === "node_modules"
          ? []
          : sourceFiles(folder, path);
      return SOURCE.test(entry.name) ? [relative(folder, path).split(sep).join("/")] : [];
    });
}

function isModule(path: string, text: string): boolean {
  const name = path.split("/").at(-1) ?? path;
  if (name.split(".").length > 2 || path.includes(" ") || path.startsWith("_deps/")) return false;
  if (SPECIAL.has(path.replace(SOURCE, ""))) return false;
  return !/\.[mc]?tsx?$/.test(name) || /^\s*(import|export)\b/m.test(text);
}

const USE_NODE = /^(?:\s|\/\/[^\n]*\n|\/\*[\s\S]*?\*\/)*["']use node["']/;

function special(folder: string, name: string): string | undefined {
  return [".ts", ".js"]
    .map((extension) => name + extension)
    .find((file) => existsSync(join(folder, file)));
}

function entry(
  files: readonly string[],
  specials: Readonly<Record<string, string | undefined>>,
): string {
  const lines = files.map((file, at) => `import * as m${at} from ${JSON.stringify(`./${file}`)};`);
  const named = files.map((file, at) => `${JSON.stringify(file.replace(SOURCE, ""))}: m${at}`);
  const extra = Object.entries(specials).map(([name, file]) => {
    if (file === undefined) return `export const ${name} = undefined;`;
    lines.push(`import * as ${name}Module from ${JSON.stringify(`./${file}`)};`);
    return `export const ${name} = ${name}Module.default;`;
  });
  return [...lines, ...extra, `export const modules = {${named.join(",")}};`].join("\n");
}

function describe(errors: readonly Message[]): string {
  return errors
    .map((error) => {
      const place =
        error.location === null
          ? ""
          : `${error.location.file}:${error.location.line}:${error.location.column}: `;
      return place + error.text;
    })
    .join("\n");
}

async function bundle(
  folder: string,
  contents: string,
  options: BuildOptions,
): Promise<BundleText> {
  try {
    const result = await build({
      stdin: { contents, resolveDir: folder, sourcefile: "entry.js", loader: "js" },
      bundle: true,
      write: false,
      outdir: "out",
      sourcemap: "external",
      logLevel: "silent",
      absWorkingDir: folder,
      target: "es2023",
      keepNames: true,
      // A project without packages of its own still finds `convex`.
      nodePaths: OWN_PACKAGES,
      ...options,
    });
    const file = (ending: string) =>
      result.outputFiles?.find((each) => each.path.endsWith(ending))?.text ?? "";
    return { code: file(".js"), map: file(".js.map") };
  } catch (error) {
    const errors = (error as { errors?: Message[] }).errors;
    throw new BundleError(errors === undefined ? String(error) : describe(errors), {
      cause: error,
    });
  }
}

/** Raises `BundleError` with the compiler's messages when the folder does not build. */
export async function bundleProject(project: string): Promise<Bundle> {
  const folder = join(project, "convex");
  if (!existsSync(folder))
    throw new BundleError(`${folder} does not exist; --project must hold a convex/ folder.`);
  const modules = sourceFiles(folder)
    .map((path) => ({ path, text: readFileSync(join(folder, path), "utf8") }))
    .filter(({ path, text }) => isModule(path, text));
  const nodeFiles = modules.filter(({ text }) => USE_NODE.test(text)).map(({ path }) => path);
  const isolateFiles = modules.filter(({ text }) => !USE_NODE.test(text)).map(({ path }) => path);
  const specials = {
    schema: special(folder, "schema"),
    authConfig: special(folder, "auth.config"),
    appConfig: special(folder, "convex.config"),
  };
  const conditions = ["convex", "module"];
  const isolate = bundle(folder, entry(isolateFiles, specials), {
    format: "iife",
    globalName: "__bundle",
    platform: "browser",
    conditions,
  });
  const node =
    nodeFiles.length === 0
      ? null
      : bundle(folder, entry(nodeFiles, {}), {
          format: "cjs",
          platform: "node",
          conditions,
          external: ["*.node"],
        });
  return { folder, isolate: await isolate, node: node === null ? null : await node };
}
