/**
 * Packages without source maps, as most of their maps point at sources they do not ship. With MathJax's fonts the
 * maps of all modules together are more than one message to workerd may hold (32 MiB), and where a test sees an
 * error with a stack, vitest sends them all.
 */
import { readFile } from "node:fs/promises";

const isPackage = (id: string) => id.includes("/node_modules/");

export const quietPackages = {
  name: "quiet-packages",
  enforce: "pre" as const,
  async load(id: string): Promise<string | null> {
    if (!id.includes("/node_modules/@mathjax/")) return null;
    const code = await readFile(id.replace(/\?.*$/, ""), "utf8");
    return code.replace(/^\/\/# sourceMappingURL=.*$/m, "");
  },
  /** Empty mappings say that there is no map (rollup, "Source code transformations"). */
  transform(code: string, id: string): { code: string; map: { mappings: "" } } | null {
    return isPackage(id) ? { code, map: { mappings: "" } } : null;
  },
};
