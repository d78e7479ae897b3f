/** The lockfile installs everywhere: `npm ci` refuses one that leaves out another platform's packages. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

type Locked = {
  readonly resolved?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
};

const text = readFileSync(join(import.meta.dirname, "../package-lock.json"), "utf8");
const packages = (JSON.parse(text) as { packages: Readonly<Record<string, Locked>> }).packages;

test("every optional package of another platform is locked too", () => {
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => !isLocked(path, name)),
  );
  expect(missing).toEqual([]);
});

test("no package is bound to the address of one registry", () => {
  expect(Object.entries(packages).filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
});

/** As Node looks for it: beside the package, then in each folder above. */
function isLocked(path: string, name: string): boolean {
  if (`${path === "" ? "" : `${path}/`}node_modules/${name}` in packages) return true;
  if (path === "") return false;
  const above = path.slice(0, Math.max(0, path.lastIndexOf("node_modules/") - 1));
  return isLocked(above, name);
}
