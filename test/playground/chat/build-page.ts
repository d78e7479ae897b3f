/** Builds the chat page: one script, one style sheet, KaTeX's fonts, nothing loaded from elsewhere. */
import { copyFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";

const pageDir = join(import.meta.dirname, "page");

/** Writes `index.html`, `main.js`, `main.css`, the icon and the fonts into `outDir`. */
export const buildPage = async (outDir: string): Promise<void> => {
  await mkdir(outDir, { recursive: true });
  await Promise.all([
    build({
      entryPoints: [
        { in: join(pageDir, "main.ts"), out: "main" },
        { in: join(pageDir, "styles/main.css"), out: "main" },
      ],
      outdir: outDir,
      bundle: true,
      minify: true,
      format: "esm",
      target: "es2022",
      // Every browser that runs the page reads woff2; the older formats stay out of the folder.
      loader: { ".woff2": "file", ".woff": "empty", ".ttf": "empty" },
      assetNames: "fonts/[name]",
      legalComments: "none",
      logLevel: "warning",
    }),
    ...["index.html", "icon.svg"].map((name) => copyFile(join(pageDir, name), join(outDir, name))),
  ]);
};
