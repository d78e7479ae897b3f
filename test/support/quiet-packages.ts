/** Keeps vite from a warning for each file of a package whose source maps point at sources it does not ship. */
import { readFile } from "node:fs/promises";

export const quietPackages = {
  name: "quiet-packages",
  enforce: "pre" as const,
  async load(id: string): Promise<string | null> {
    if (!id.includes("/node_modules/@mathjax/")) return null;
    const code = await readFile(id.replace(/\?.*$/, ""), "utf8");
    return code.replace(/^\/\/# sourceMappingURL=.*$/m, "");
  },
};
