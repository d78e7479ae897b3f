/** One run of the playground: from the command line to the stop, in the order a person sees it. */
import { once } from "node:events";
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { buildPage } from "./chat/build-page.ts";
import {
  chosenBot,
  chosenClaude,
  chosenImages,
  chosenSettings,
  chosenSpeech,
} from "./chosen-services.ts";
import { Cleanup } from "./cleanup.ts";
import type { DevVars } from "./dev-vars.ts";
import { requireFreePort } from "./free-port.ts";
import type { LocalWorker } from "./local-worker.ts";
import { progressOn, type Step } from "./progress.ts";
import { readDevVars } from "./read-dev-vars.ts";
import { findRealBot, serveRealBot } from "./real-bot.ts";
import { claimFolder, publishAddresses, RUNNING_FILE, releaseFolder } from "./running-file.ts";
import { startStack } from "./stack.ts";
import { parseStartOptions, type StartOptions } from "./start-options.ts";
import { StartRefused } from "./start-refused.ts";
import { describePlayground } from "./summary.ts";
import { tourVars } from "./tour-vars.ts";
import { readableWarning } from "./worker-warnings.ts";

/**
 * `folder` holds .dev.vars and, unless the arguments say otherwise, the data. Resolves once `stopping`
 * has aborted and everything has ended; throws StartRefused where it cannot start or a part died.
 */
export async function runPlayground(
  args: readonly string[],
  folder: string,
  stopping: AbortSignal,
): Promise<void> {
  const options = parseStartOptions(args, folder);
  const devVars = await readDevVars(join(folder, ".dev.vars"));
  stopping.addEventListener("abort", () => console.log("Stopping …"));
  const cleanup = new Cleanup();
  await claimFolder(options.dataDir, process.pid);
  cleanup.defer(() => releaseFolder(options.dataDir));
  try {
    const deaths = await bringUp({ options, devVars, stopping, cleanup });
    await Promise.race([aborted(stopping), ...deaths]);
  } catch (error) {
    if (!stopping.aborted) throw error;
  } finally {
    await cleanup.run();
  }
}

type BringUp = {
  readonly options: StartOptions;
  readonly devVars: DevVars;
  readonly stopping: AbortSignal;
  readonly cleanup: Cleanup;
};

/** Gives one promise for each part that can die by itself: it rejects with a line that says so. */
async function bringUp({
  options,
  devVars,
  stopping,
  cleanup,
}: BringUp): Promise<Promise<never>[]> {
  const startedMs = performance.now();
  const { dataDir } = options;
  await requireFreePort(options.port, "--port");
  await requireFreePort(options.pagePort, "--port");
  if (options.fresh) await forgetData(dataDir);
  const step = stoppable(progressOn(process.stdout), stopping);
  const address = chosenBot(devVars);
  const bot = address && (await step("Real bot", () => findRealBot(address, options.takeOver)));

  const pageDir = join(dataDir, "page");
  await step("Chat page", () => buildPage(pageDir));
  const stack = await startStack({
    dataDir,
    workerPort: options.port,
    telegramPort: options.pagePort,
    pageDir,
    claude: chosenClaude(devVars),
    speech: chosenSpeech(devVars),
    images: chosenImages(devVars),
    vars: { ...tourVars, ...chosenSettings(devVars) },
    step,
  });
  cleanup.defer(() => stack.stop());
  const workers = [stack.worker];
  if (bot !== null) {
    const serving = {
      bot,
      world: stack.world,
      dataDir,
      devVars,
      report: console.error,
    };
    const served = await step(`Worker of @${bot.me.username}`, () => serveRealBot(serving));
    cleanup.defer(() => served.stop());
    workers.push(served.worker);
  }
  for (const worker of workers) worker.log.onLine(showWarning);
  await publishAddresses(dataDir, {
    pid: process.pid,
    addresses: {
      pageUrl: stack.telegram.pageUrl,
      telegramUrl: stack.telegram.url,
      telegramControlKey: stack.telegram.controlKey,
      workerUrl: stack.worker.url,
    },
  });
  const seconds = (performance.now() - startedMs) / 1000;
  console.log(describePlayground({ stack, devVars, bot: bot?.me ?? null, seconds }));
  return [...workers.map(throwWhenDead), throwWhenGone(stack.redis.ended)];
}

/** A stop asked for while starting takes effect before the next step. */
function stoppable(step: Step, stopping: AbortSignal): Step {
  return (label, work) => {
    stopping.throwIfAborted();
    return step(label, work);
  };
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, "abort");
}

async function throwWhenDead(worker: LocalWorker): Promise<never> {
  const how = await worker.died;
  throw new StartRefused(`The worker is gone: ${how}. Its log: ${worker.log.path}`);
}

async function throwWhenGone(ended: Promise<void>): Promise<never> {
  await ended;
  throw new StartRefused("Redis is gone. Start again: npm start");
}

function showWarning(line: string): void {
  const readable = readableWarning(line);
  if (readable !== null) console.error(readable);
}

async function forgetData(dataDir: string): Promise<void> {
  const names = (await readdir(dataDir)).filter((name) => name !== RUNNING_FILE);
  await Promise.all(names.map((name) => rm(join(dataDir, name), { recursive: true })));
}
