/** Gives a thread its way out: alarm, Claude worker, cache, Telegram, queue and R2, bound to one Durable Object. */
import { doMoneyTask } from "../lib/commands/money/do-money-task.ts";
import { pressMenu } from "../lib/commands/press-menu.ts";
import { answerDirectly } from "../lib/commands/registry.ts";
import { type ThreadId, type TurnId, threadId } from "../lib/model/ids.ts";
import { threadOfChat } from "../lib/model/membership.ts";
import { describeError } from "../lib/ops/describe-error.ts";
import { cacheMessages } from "../lib/turn/cache-messages.ts";
import type { Compacted, CompactOrder } from "../lib/turn/compact-thread.ts";
import type { Estate, EstateRequest } from "../lib/turn/hand-over.ts";
import { readHistory } from "../lib/turn/history.ts";
import type { ThreadPorts } from "../lib/turn/thread-ports.ts";
import { fileSentence } from "../lib/words/file-sentence.ts";
import type { Batcher } from "./batcher.ts";
import { batcherOf } from "./batcher-of.ts";
import type { ClaudeWorker } from "./claude.ts";
import type { Services } from "./compose.ts";
import { filesGone, mendCopy } from "./copy-pending.ts";
import type { Env } from "./env.ts";
import { listPorts } from "./list-ports.ts";
import { moneyPorts } from "./money-ports.ts";
import { operatorPorts } from "./operator-ports.ts";
import { spillRow } from "./overflow.ts";
import { replyPorts } from "./reply-ports.ts";
import { settingsPorts } from "./settings-ports.ts";
import type { TurnRunner } from "./turn-runner.ts";

export type PortsInput = {
  readonly ctx: DurableObjectState;
  readonly env: Env;
  readonly services: Services;
  readonly runner: TurnRunner;
  readonly accountOf: ThreadPorts["accountOf"];
};

/** `send` can hang for a minute before it fails (workerd #6053). */
const queueTimeoutMs = 5000;

export function threadPorts({ ctx, env, services, runner, accountOf }: PortsInput): ThreadPorts {
  const { clock, log, config } = services;
  const house = { isBilled: config.BILLING === "on", adminIds: config.ADMIN_IDS };
  const guarded = (work: Promise<void>) =>
    work.catch((thrown) => log.error("thread.background_failed", { ...describeError(thrown) }));
  return {
    clock,
    log,
    rules: {
      windowMs: config.BATCH_WINDOW_MS,
      quietMs: { album: 300, forward: 1000, split: 1500 },
      textCapMs: 5000,
      slowCapMs: 12_000,
      maxInbounds: 20,
      mediaWaitMs: config.MEDIA_WAIT_MS,
      voiceWaitMs: config.VOICE_WAIT_MS,
      maxAttempts: 2,
      model: config.DEFAULT_MODEL,
      contextBudgetTokens: config.CONTEXT_BUDGET_TOKENS,
    },
    newTurnId: () => crypto.randomUUID() as TurnId,
    setAlarm: (atMs) => ctx.waitUntil(ctx.storage.setAlarm(atMs)),
    runTurn: (order) => runner.run(order),
    stopTurn: (cause) => runner.stop(cause),
    interruptAfterTools: () => runner.interruptAfterTools(),
    accountOf,
    compact: (order) => compact(ctx, order),
    stopDraft: (draftId) => runner.stopDraft(draftId),
    readHistory: (query) => readHistory(services, query),
    cacheMessages: (history, news) => cacheMessages(services, history, news),
    receiveFile: ({ attachment, priceVersion }, owner) =>
      ctx.exports.MediaWorker.receive({ attachment, priceVersion, owner }),
    fileSentence,
    answerDirectly: (inbound) => answerDirectly(inbound, house),
    pressMenu: (inbound, data) => pressMenu(inbound, data, house),
    doMoneyTask: (inbound, task) => doMoneyTask(moneyPorts(env, services), inbound, task),
    ...operatorPorts(services),
    ...replyPorts(services),
    ...settingsPorts(services),
    ...listPorts(env, services),
    migratedFrom: (chatId) => batcherOf(env, threadId(threadOfChat(chatId))).migratedFrom(),
    askEstate: (of, request) => askEstate(env, of, request),
    filesGone: (threadId, gone) => filesGone({ ctx, env, services }, threadId, gone),
    mendPending: (threadId, pendingNow) => mendCopy({ ctx, services }, threadId, pendingNow),
    relay: {
      send: (job) => withTimeout(env.FLUSH.send(job), services),
      spill: (row) => spillRow(env.FILES, ctx.id, row),
      resendAfterMs: config.FLUSH_RESEND_AFTER_MS,
    },
    inBackground: (work) => ctx.waitUntil(guarded(work)),
  };
}

/** As with {@link askEstate}: JSON without end. */
function compact({ exports }: DurableObjectState, order: CompactOrder): Promise<Compacted> {
  const worker = exports.ClaudeWorker as unknown as Pick<ClaudeWorker, "compact">;
  return worker.compact(order);
}

/** The platform's types of what comes back over RPC find no end in JSON, which holds JSON. */
function askEstate(env: Env, of: ThreadId, request: EstateRequest): Promise<Estate> {
  const batcher = batcherOf(env, of) as unknown as Pick<Batcher, "handOver">;
  return batcher.handOver(request);
}

async function withTimeout(work: Promise<unknown>, { clock }: Services): Promise<void> {
  const ended = new AbortController();
  const timeout = clock.sleep(queueTimeoutMs, ended.signal).then(() => {
    if (!ended.signal.aborted) throw new Error("the queue did not answer in time");
  });
  try {
    await Promise.race([work, timeout]);
  } finally {
    ended.abort();
  }
}
