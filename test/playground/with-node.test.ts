/** The wrapper every npm script goes through, in a project of its own with an npm of its own. */
import { spawn } from "node:child_process";
import { copyFile, mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { emptyFolder, follow, playgroundScript, type Running } from "./support/run-script.ts";

const LOCK = JSON.stringify({
  packages: {
    "": { version: "1.0.0" },
    "node_modules/needed": { version: "2.0.0" },
    "node_modules/other-platform": { version: "3.0.0", optional: true },
  },
});
const INSTALLED = JSON.stringify({ packages: { "node_modules/needed": { version: "2.0.0" } } });

/** Writes down how it was called, then installs what the lock asks for, or fails where told to. */
const NPM = `
  const { mkdirSync, writeFileSync } = require("node:fs");
  console.log("noise of npm");
  if (process.env.NPM_FAILS) process.exit(7);
  mkdirSync("node_modules", { recursive: true });
  writeFileSync("npm-was-called", process.argv.slice(2).join(" "));
  writeFileSync("node_modules/.package-lock.json", ${JSON.stringify(INSTALLED)});
`;

const SCRIPT = `
  const [first]: string[] = process.argv.slice(2);
  if (first === "wait") {
    process.on("SIGTERM", () => process.exit(5));
    setInterval(() => {}, 1000);
    console.log("waiting");
  } else {
    console.log("ran with", process.argv.slice(2).join("|"));
    process.exitCode = 3;
  }
`;

type Project = {
  readonly folder: string;
  run(args: readonly string[], environment?: Record<string, string>): Running;
};

async function project(): Promise<Project> {
  const folder = await emptyFolder();
  await mkdir(join(folder, "test/playground"), { recursive: true });
  await copyFile(playgroundScript("with-node.mjs"), join(folder, "test/playground/with-node.mjs"));
  await writeFile(join(folder, "package-lock.json"), LOCK);
  await writeFile(join(folder, "npm.js"), NPM);
  await writeFile(join(folder, "script.ts"), SCRIPT);
  const run: Project["run"] = (args, environment = {}) => {
    const env = { ...process.env, npm_execpath: join(folder, "npm.js"), ...environment };
    return follow(
      spawn(process.execPath, ["test/playground/with-node.mjs", "script.ts", ...args], {
        cwd: folder,
        env,
      }),
    );
  };
  return { folder, run };
}

async function install(folder: string, installed: string): Promise<void> {
  await mkdir(join(folder, "node_modules/.bin"), { recursive: true });
  await writeFile(join(folder, "node_modules/.package-lock.json"), installed);
}

/** Makes the wrapper, and only it, believe it runs under this Node. */
function pretendNode(version: string): Record<string, string> {
  const pretend = `if (process.argv[1]?.endsWith("with-node.mjs")) {
    Object.defineProperty(process, "version", { value: "v${version}" });
    Object.defineProperty(process, "versions", { value: { ...process.versions, node: "${version}" } });
  }`;
  return { NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(pretend)}` };
}

test("installs the locked packages first, with one line, and runs the script with its arguments", async () => {
  const { folder, run } = await project();
  const running = run(["a", "b c"]);
  expect(await running.exit).toBe(3);
  expect(running.output.stderr).toBe("Installing packages (once) …\n");
  expect(running.output.stdout).toContain("ran with a|b c");
  expect(running.output.stdout).not.toContain("noise");
  expect(await readFile(join(folder, "npm-was-called"), "utf8")).toMatch(/^ci /);
});

test("installs nothing where the packages match, platform packages of other machines aside", async () => {
  const { folder, run } = await project();
  await install(folder, INSTALLED);
  const running = run([]);
  expect(await running.exit).toBe(3);
  expect(running.output.stderr).toBe("");
});

test("installs again when the lock has moved on", async () => {
  const { folder, run } = await project();
  await install(folder, INSTALLED.replace("2.0.0", "1.9.0"));
  const running = run([]);
  await running.exit;
  expect(running.output.stderr).toContain("Installing");
});

test("shows what npm said only when it failed, and does not run the script", async () => {
  const { run } = await project();
  const running = run([], { NPM_FAILS: "yes" });
  expect(await running.exit).toBe(1);
  expect(running.output.stderr).toContain("noise of npm");
  expect(running.output.stderr).toContain("could not be installed: npm ci ended with 7");
  expect(running.output.stdout).toBe("");
});

test("under Node 20 the script runs with the Node of the packages, exit code and signals pass through", async () => {
  const { folder, run } = await project();
  await install(folder, INSTALLED);
  await symlink(process.execPath, join(folder, "node_modules/.bin/node"));
  const short = run(["a"], pretendNode("20.11.0"));
  expect(await short.exit).toBe(3);
  expect(short.output.stdout).toContain("ran with a");

  const long = run(["wait"], pretendNode("20.11.0"));
  await long.says("waiting");
  long.child.kill("SIGTERM");
  expect(await long.exit).toBe(5);
});

test("under Node 20 without that Node says what to do", async () => {
  const { folder, run } = await project();
  await install(folder, INSTALLED);
  const running = run([], pretendNode("20.11.0"));
  expect(await running.exit).toBe(1);
  expect(running.output.stderr).toMatch(
    /^Ferry needs Node 22\.18 or newer to run; .*npm ci --include=optional.*\n$/,
  );
});

test("a Node older than 20 is refused with one line", async () => {
  const running = (await project()).run([], pretendNode("18.19.0"));
  expect(await running.exit).toBe(1);
  expect(running.output.stderr).toBe("Ferry needs Node 20 or newer; this is v18.19.0.\n");
});

test("packages of another checkout, behind a link, are not touched", async () => {
  const { folder, run } = await project();
  const theirs = await emptyFolder();
  await writeFile(join(theirs, "theirs"), "");
  await symlink(theirs, join(folder, "node_modules"));
  const running = run([]);
  expect(await running.exit).toBe(1);
  expect(running.output.stderr).toContain("node_modules is a link");
  expect(await readFile(join(theirs, "theirs"), "utf8")).toBe("");
  await expect(readFile(join(folder, "npm-was-called"))).rejects.toThrow();
});
