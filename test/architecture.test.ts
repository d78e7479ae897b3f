/** The house rules of README's architecture section, kept by a test: arrows point one way, rooms stay small. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { expect, test } from "vitest";

const root = resolve(import.meta.dirname, "..");

/** Lower levels know nothing of higher ones; rooms of one level know nothing of each other. */
const levels: readonly (readonly string[])[] = [
  ["model"],
  ["cache", "store", "journal", "ops"],
  ["batching", "telegram", "claude", "files", "tools", "billing", "words"],
  ["intake", "commands", "turn"],
];

/** A vendor's SDK is imported in its own room; types of the Bot API also where updates are read. */
const vendors: Readonly<Record<string, string>> = {
  grammy: "lib/telegram/",
  "@anthropic-ai/sdk": "lib/claude/",
  "@upstash/redis": "lib/cache/",
  kysely: "lib/store/",
  "kysely-neon": "lib/store/",
  "@neondatabase/serverless": "lib/store/",
  unpdf: "lib/files/",
  "file-type": "lib/files/",
  "@cantoo/pdf-lib": "lib/tools/",
  fflate: "lib/tools/",
  "@mathjax/src": "lib/tools/",
  "@mathjax/mathjax-newcm-font": "lib/tools/",
  "@mathjax/mathjax-mhchem-font-extension": "lib/tools/",
  "@resvg/resvg-wasm": "lib/tools/",
  pyodide: "lib/tools/",
  "cloudflare:workers": "functions/",
  "@cloudflare/sandbox": "functions/sandbox/",
};

/** Time, chance and the environment come in as parameters; only entry points may reach for them. */
const forbiddenInLib = [
  /\bprocess\b\s*\./,
  /\bDate\.now\b/,
  /\bnew Date\(\)/,
  /\bMath\.random\b/,
  /\bcrypto\.randomUUID\b/,
  /\bsetTimeout\b/,
  /\bfetch\(/,
  /\bconsole\./,
];

type Source = { readonly path: string; readonly text: string; readonly imports: readonly string[] };

const sources = ["lib", "functions", "migrations"].flatMap(readSources);

test("imports in lib only go down, and never sideways", () => {
  const wrong = sources
    .filter(({ path }) => path.startsWith("lib/"))
    .flatMap((source) => localImports(source).map((target) => ({ from: source.path, target })))
    .filter(({ from, target }) => !isAllowed(from, target));
  expect(wrong).toEqual([]);
});

test("every room of lib is on a level", () => {
  const known = levels.flat();
  const rooms = new Set(sources.filter(inLib).map(({ path }) => roomOf(path)));
  expect([...rooms].filter((room) => !known.includes(room))).toEqual([]);
});

test("each vendor's SDK stays in its own room", () => {
  const wrong = sources
    .filter(({ path }) => inShipped(path))
    .flatMap(({ path, imports }) => imports.map((specifier) => ({ path, specifier })))
    .filter(({ path, specifier }) => {
      const home = Object.entries(vendors).find(
        ([name]) => specifier === name || specifier.startsWith(`${name}/`),
      );
      return home !== undefined && !path.startsWith(home[1]);
    });
  expect(wrong).toEqual([]);
});

test("lib takes time, ids, the environment and the network as parameters", () => {
  const wrong = sources
    .filter(inLib)
    .flatMap(({ path, text }) =>
      forbiddenInLib.filter((form) => form.test(text)).map((form) => `${path}: ${form.source}`),
    );
  expect(wrong).toEqual([]);
});

test("what is deployed never imports the operators' commands, the migrations or the tests", () => {
  const wrong = sources
    .filter(({ path }) => inShipped(path))
    .flatMap((source) => localImports(source).map((target) => `${source.path} → ${target}`))
    .filter((arrow) => /→ (functions\/cli|migrations|test)\//.test(arrow));
  expect(wrong).toEqual([]);
});

test("migrations import nothing of ours", () => {
  const wrong = sources
    .filter(({ path }) => path.startsWith("migrations/"))
    .flatMap((source) => localImports(source));
  expect(wrong).toEqual([]);
});

test("no file is over 250 lines, tests and stand-ins included, and half of lib is under 80", () => {
  const sizes = [...sources, ...readSources("test")].map(sizeOf);
  expect(sizes.filter(({ lines }) => lines > 250)).toEqual([]);
  const inRooms = sources.filter(inLib).map((source) => sizeOf(source).lines);
  const median = inRooms.sort((a, b) => a - b)[Math.floor(inRooms.length / 2)] ?? 0;
  expect(median).toBeLessThan(80);
});

test("every file opens with a sentence on its place", () => {
  expect(sources.filter(({ text }) => !text.startsWith("/**")).map(({ path }) => path)).toEqual([]);
});

test("rooms have no barrels and no drawer for everything", () => {
  const wrong = sources.filter(({ path }) =>
    /(^|\/)(utils?|helpers|misc|common)(\/|\.ts$)|lib\/.*\/index\.ts$/.test(path),
  );
  expect(wrong.map(({ path }) => path)).toEqual([]);
});

test("only its own worker knows of the opt-in sandbox", () => {
  const wrong = sources
    .filter(({ path }) => !path.startsWith("functions/sandbox/"))
    .filter((source) => localImports(source).some((to) => to.startsWith("functions/sandbox/")));
  expect(wrong.map(({ path }) => path)).toEqual([]);
});

function isAllowed(from: string, target: string): boolean {
  if (!target.startsWith("lib/")) return false;
  if (roomOf(from) === roomOf(target)) return true;
  return levelOf(target) < levelOf(from);
}

function levelOf(path: string): number {
  return levels.findIndex((rooms) => rooms.includes(roomOf(path)));
}

function roomOf(path: string): string {
  return path.split("/")[1] ?? "";
}

function sizeOf({ path, text }: Source): { path: string; lines: number } {
  return { path, lines: text.split("\n").length - 1 };
}

function inLib({ path }: Source): boolean {
  return path.startsWith("lib/");
}

function inShipped(path: string): boolean {
  return (
    path.startsWith("lib/") || (path.startsWith("functions/") && !path.startsWith("functions/cli/"))
  );
}

function localImports({ path, imports }: Source): string[] {
  return imports
    .filter((specifier) => specifier.startsWith("."))
    .map((specifier) => relative(root, resolve(root, dirname(path), specifier)));
}

function readSources(folder: string): Source[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => {
      const path = join(folder, name);
      const text = readFileSync(join(root, path), "utf8");
      const imports = [...text.matchAll(/(?:from|import)\s*\(?"([^"]+)"/g)].map(
        (match) => match[1] ?? "",
      );
      return { path, text, imports };
    });
}
