/** Child process of the workerd tests: real engines and stand-ins at the planned addresses, gone when its stdin closes. */
import { once } from "node:events";
import { createInterface } from "node:readline";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { migrate } from "../../functions/cli/run-migrations.ts";
import { startClaude } from "../emulators/claude/start-claude.ts";
import { startGemini } from "../emulators/gemini/start-gemini.ts";
import { startPostgres } from "../emulators/postgres/start-postgres.ts";
import { startRedis } from "../emulators/redis/start-redis.ts";
import { hearWhatIsWritten } from "../emulators/speech/hear-what-is-written.ts";
import { startSpeech } from "../emulators/speech/start-speech.ts";
import { startTelegram } from "../emulators/telegram/start-telegram.ts";
import type { WorldPlan } from "./workers-world.ts";

const [line] = await once(createInterface(process.stdin), "line");
const plan = JSON.parse(String(line)) as WorldPlan;

const postgres = await startPostgres({ engine: "auto", ...plan.postgres });
const redis = await startRedis({ engine: "auto", ...plan.redis });
const telegram = await startTelegram({ ...plan.telegram, limits: "off" });
const claude = await startClaude({ ...plan.claude, firstTokenMs: 0, betweenDeltasMs: 0 });
const speech = await startSpeech(plan.speech);
speech.answer(hearWhatIsWritten);
const gemini = await startGemini(plan.gemini);
await migrate({ databaseUrl: postgres.databaseUrl, wsProxy: postgres.wsProxy, print: () => {} });

const switches = new Hono();
switches.use(async (context, next) => {
  if (context.req.header("x-sim-key") !== plan.switches.key) return context.json({}, 401);
  await next();
});
switches.post("/postgres/pause", async (context) =>
  context.json({ paused: await postgres.pause() }),
);
switches.post("/postgres/resume", async (context) =>
  context.json({ resumed: await postgres.resume() }),
);
switches.post("/postgres/suspend", (context) => {
  postgres.suspend();
  return context.json({});
});
switches.post("/postgres/wake", (context) => {
  postgres.wake();
  return context.json({});
});
switches.post("/redis/pause", async (context) => context.json({ paused: await redis.pause() }));
switches.post("/redis/resume", async (context) => context.json({ resumed: await redis.resume() }));
switches.get("/redis/requests", (context) => context.json({ requests: redis.requests() }));
switches.get("/requests", (context) =>
  context.json({ redis: redis.requestCount(), postgres: postgres.requestCount() }),
);
const server = serve({ fetch: switches.fetch, hostname: "127.0.0.1", port: plan.switches.port });

console.log(JSON.stringify({ engines: `${postgres.version}, ${redis.version}` }));
process.stdin.resume();
await once(process.stdin, "end");
server.close();
const worlds = [postgres, redis, telegram, claude, speech, gemini];
await Promise.all(worlds.map((part) => part.stop()));
process.exit(0);
