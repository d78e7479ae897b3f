/**
 * Runs a script of this project: `node with-node.mjs <script> [args]`, on any Node ≥ 20 with nothing installed.
 *
 * Installs the locked packages when node_modules does not match, then runs the script under a Node
 * that executes TypeScript (≥ 22.18): this one, or the one that came with the packages.
 * Plain JavaScript, because it runs before any of that is there.
 */
import { spawn } from "node:child_process";
import { lstatSync, readFileSync, realpathSync } from "node:fs";
import { constants } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const LOWEST_NODE = [20, 0];
/** The first Node that strips types without a flag: nodejs.org/api/typescript.html. */
const LOWEST_TYPESCRIPT_NODE = [22, 18];
const SPINNER_FRAME_MS = 120;

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const [script, ...scriptArgs] = process.argv.slice(2);

if (!nodeIsAtLeast(LOWEST_NODE)) fail(`Ferry needs Node 20 or newer; this is ${process.version}.`);
if (script === undefined) fail("Usage: node with-node.mjs <script> [arguments]");
if (!packagesMatchLock()) await installPackages();
await (nodeIsAtLeast(LOWEST_TYPESCRIPT_NODE) ? runHere() : runUnderInstalledNode());

function nodeIsAtLeast([major, minor]) {
  const [ownMajor, ownMinor] = process.versions.node.split(".").map(Number);
  return ownMajor > major || (ownMajor === major && ownMinor >= minor);
}

/** Compares versions, not file times: a copied folder or a changed branch keeps a good installation. */
function packagesMatchLock() {
  const wanted = readLock(join(root, "package-lock.json"));
  const installed = readLock(join(root, "node_modules/.package-lock.json"));
  if (wanted === null) fail("package-lock.json is missing or unreadable.");
  if (installed === null) return false;
  return Object.entries(wanted.packages).every(([path, entry]) => {
    const found = installed.packages[path];
    if (path === "" || found?.version === entry.version) return true;
    return found === undefined && (entry.optional === true || entry.devOptional === true);
  });
}

function readLock(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    if (error.code === "ENOENT" || error instanceof SyntaxError) return null;
    throw error;
  }
}

async function installPackages() {
  // npm ci would empty the folder behind a link: another checkout's packages.
  if (lstatSync(join(root, "node_modules"), { throwIfNoEntry: false })?.isSymbolicLink())
    fail(
      "node_modules is a link, and its packages are not this version's. Remove it and start again.",
    );
  const stopProgress = showProgress("Installing packages (once)");
  // Under `npm start` this is the npm that runs us; otherwise the one on PATH.
  const npmScript = process.env.npm_execpath;
  const [command, ...first] = npmScript?.endsWith(".js") ? [process.execPath, npmScript] : ["npm"];
  const npm = spawn(command, [...first, "ci", "--include=dev", "--no-audit", "--no-fund"], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = [];
  npm.stdout.on("data", (chunk) => output.push(chunk));
  npm.stderr.on("data", (chunk) => output.push(chunk));
  const stopForwarding = forwardSignals(npm);
  const problem = await new Promise((done) => {
    npm.once("error", (error) =>
      done(error.code === "ENOENT" ? "npm is not on PATH" : error.message),
    );
    npm.once("close", (code, signal) =>
      done(code === 0 ? null : `npm ci ended with ${code ?? signal}`),
    );
  });
  stopForwarding();
  stopProgress(problem === null);
  if (problem === null) return;
  process.stderr.write(Buffer.concat(output));
  fail(`The packages could not be installed: ${problem}.`);
}

/** One line on stderr: seconds tick on a terminal, a plain line when piped. */
function showProgress(label) {
  const startedMs = Date.now();
  const seconds = () => `${Math.round((Date.now() - startedMs) / 1000)} s`;
  if (!process.stderr.isTTY) {
    process.stderr.write(`${label} …\n`);
    return () => {};
  }
  const frames = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";
  let frame = 0;
  const timer = setInterval(() => {
    frame = (frame + 1) % frames.length;
    process.stderr.write(`\r${frames[frame]} ${label} … ${seconds()}`);
  }, SPINNER_FRAME_MS);
  return (worked) => {
    clearInterval(timer);
    process.stderr.write(`\r${worked ? "✓" : "✗"} ${label} … ${seconds()}\n`);
  };
}

async function runHere() {
  process.argv.splice(1, 2, resolve(script));
  await import(pathToFileURL(resolve(script)).href);
}

async function runUnderInstalledNode() {
  const child = spawn(installedNode(), [script, ...scriptArgs], { stdio: "inherit" });
  const stopForwarding = forwardSignals(child);
  const [code, signal] = await new Promise((done, failed) => {
    child.once("error", failed);
    child.once("exit", (...ending) => done(ending));
  });
  stopForwarding();
  if (signal !== null) process.kill(process.pid, signal);
  process.exitCode = code ?? 128 + constants.signals[signal];
}

function installedNode() {
  try {
    return realpathSync(join(root, "node_modules/.bin/node"));
  } catch {
    return fail(
      `Ferry needs Node 22.18 or newer to run; this is ${process.version}, and the Node that comes with the ` +
        "packages is not installed. Run `npm ci --include=optional`, or put a newer Node on PATH.",
    );
  }
}

function forwardSignals(child) {
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
  const forward = (signal) => child.kill(signal);
  for (const signal of signals) process.on(signal, forward);
  return () => {
    for (const signal of signals) process.off(signal, forward);
  };
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
