/** What `npm start` says once everything runs: where to go, how to talk, and which parts are real. */
import { join, relative } from "node:path";
import type { DevVars } from "./dev-vars.ts";
import type { Stack } from "./stack.ts";

export type Playground = {
  readonly stack: Stack;
  readonly devVars: DevVars;
  /** The real bot that is served too. */
  readonly bot: { readonly username: string } | null;
  readonly seconds: number;
};

export function describePlayground({ stack, devVars, bot, seconds }: Playground): string {
  const { postgres, redis, telegram, dataDir } = stack;
  const keptIn = relative(process.cwd(), join(dataDir, "postgres"));
  return [
    "",
    `Ferry is ready (${seconds.toFixed(1)} s).  Chat with it here:`,
    "",
    `  ${telegram.pageUrl}`,
    "",
    `or from another terminal:  npm run say -- "hello"`,
    "",
    `  Claude    ${describeClaude(stack, devVars)}`,
    `  Speech    ${describeEngine("OPENAI", devVars)}`,
    `  Images    ${describeEngine("GEMINI", devVars)}`,
    `  Money     ${describeMoney(devVars)}`,
    `  Telegram  stand-in, bot @${telegram.bot.username}${describeBot(bot, devVars)}`,
    `  Postgres  ${postgres.version}, in ${keptIn}`,
    `  Redis     ${redis.version}, in memory`,
    `  Worker    the real one, under workerd; log in ${relative(process.cwd(), stack.worker.log.path)}`,
    "",
    "Ctrl-C stops everything; the conversations stay.",
  ].join("\n");
}

function describeClaude(stack: Stack, devVars: DevVars): string {
  if (stack.claude !== null)
    return "stand-in (set ANTHROPIC_API_KEY in .dev.vars for the real one)";
  return `real, at ${devVars.ANTHROPIC_BASE_URL ?? "api.anthropic.com"}, with the key of .dev.vars`;
}

function describeEngine(vendor: "OPENAI" | "GEMINI", devVars: DevVars): string {
  if (devVars[`${vendor}_API_KEY`] === undefined)
    return `stand-in (set ${vendor}_API_KEY in .dev.vars for the real one)`;
  return "real, with the key of .dev.vars";
}

function describeMoney({ BILLING, ADMIN_IDS }: DevVars): string {
  if (BILLING === "off") return "none: everything is free (BILLING=off in .dev.vars)";
  const operator = ADMIN_IDS === undefined ? "; Ada is an operator too (/topup, /ledger)" : "";
  return `play Stars, as many as you like: /balance, /pay${operator}`;
}

function describeBot(bot: Playground["bot"], devVars: DevVars): string {
  if (bot === null) return "";
  const open = devVars.ALLOWED_IDS === undefined && devVars.OPEN_TO_ALL === undefined;
  const warning = open ? "; ANYONE who finds it can use it, set ALLOWED_IDS in .dev.vars" : "";
  return `\n            and the real bot @${bot.username}, by long polling${warning}`;
}
