/** How functions are named. */

/** `a/b.js:c` → `a/b:c`, `a/b` → `a/b:default`: clients and the scheduler spell a path differently. */
export function canonicalPath(path: string): string {
  const [module = "", name = "default"] = path.split(":");
  return `${module.replace(/\.js$/, "")}:${name}`;
}
