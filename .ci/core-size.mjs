// Prints how many KiB, packed with gzip, a worker evaluates when it starts, and then its heaviest packages.
// wrangler puts everything in one file; split at each import(), what stays with the entry point is the start.
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const built = await build({
  entryPoints: ["functions/index.ts"],
  outdir: "out",
  bundle: true,
  splitting: true,
  minify: true,
  write: false,
  metafile: true,
  format: "esm",
  target: "es2024",
  // As wrangler resolves packages, and the alias of wrangler.toml.
  platform: "browser",
  conditions: ["workerd", "worker", "browser"],
  mainFields: ["browser", "module", "main"],
  external: ["node:*", "cloudflare:*", "*.wasm"],
  alias: { "character-entities": "./lib/telegram/render/character-entities.ts" },
  define: { "process.env.NODE_ENV": '"production"' },
});
const { outputs } = built.metafile;
const start = new Set();
visit(Object.keys(outputs).find((path) => outputs[path].entryPoint === "functions/index.ts"));

function visit(path) {
  if (outputs[path] === undefined || start.has(path)) return;
  start.add(path);
  for (const { path: next, kind } of outputs[path].imports)
    if (kind === "import-statement") visit(next);
}

const files = built.outputFiles.filter(({ path }) =>
  [...start].some((name) => path.endsWith(`/${name}`)),
);
const text = files.map((file) => file.text).join("\n");
console.log(Math.ceil(gzipSync(text).length / 1024));

const heaviest = new Map();
for (const name of start) {
  for (const [input, { bytesInOutput }] of Object.entries(outputs[name].inputs)) {
    const [, room] = /^(?:node_modules\/)?((?:@|lib\/)?[^/]+(?:\/[^/]+)?)/.exec(input) ?? [];
    heaviest.set(room, (heaviest.get(room) ?? 0) + bytesInOutput);
  }
}
for (const [room, bytes] of [...heaviest].sort(([, a], [, b]) => b - a).slice(0, 20))
  console.error(`${String(Math.round(bytes / 1024)).padStart(6)} KiB  ${room}`);
