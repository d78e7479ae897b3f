/** The worker with crash points: the deployed classes, each step of theirs told to the test that may end them there. */
import { Account as DeployedAccount } from "../../../functions/account.ts";
import { Batcher as DeployedBatcher } from "../../../functions/batcher.ts";
import deployed from "../../../functions/index.ts";
import type { TurnDesk } from "../../../functions/turn-desk.ts";
import type { FlushJob } from "../../../lib/model/outbox.ts";
import type { TurnEnd, TurnOrder } from "../../../lib/turn/desk.ts";
import { ClaudeWorker as ClaudeWorkerWithEcho } from "../../workers/test-worker.ts";
import { CrashingDesk } from "./crashing-desk.ts";
import { type CrashEnv, type Reach, reachWith } from "./reach.ts";

export { MediaWorker } from "../../../functions/index.ts";

export class Account extends DeployedAccount {
  /** What Postgres has not heard of. */
  unsettled(): number {
    const open = "select count(*) as count from charges where settled_at is null";
    return this.ctx.storage.sql.exec<{ count: number }>(open).one().count;
  }
}

export class Batcher extends DeployedBatcher {
  readonly #reach: Reach;

  constructor(ctx: DurableObjectState, env: CrashEnv) {
    const reach = reachWith(env);
    super(ctx, { ...env, FLUSH: crashingQueue(env.FLUSH, reach) });
    this.#reach = reach;
  }

  override async alarm(): Promise<void> {
    await this.#reach("@C4", this.#chatId());
    await super.alarm();
  }

  override async applied(rowSeqs: readonly number[]): Promise<void> {
    await this.#reach("@C12", this.#chatId());
    super.applied(rowSeqs);
  }

  /** How much of this thread is not over yet. */
  unfinished(): number {
    const open = `select (select count(*) from turn) + (select count(*) from outbox) + (select count(*) from owed)
      + (select count(*) from inbox where state <> 'done') as count`;
    return this.ctx.storage.sql.exec<{ count: number }>(open).one().count;
  }

  #chatId(): number {
    const named = "select json_extract(value, '$.threadId') as id from facts where name = 'thread'";
    return chatOf(this.ctx.storage.sql.exec<{ id: string }>(named).one().id);
  }
}

export class ClaudeWorker extends ClaudeWorkerWithEcho {
  override run(order: TurnOrder, desk: TurnDesk): Promise<TurnEnd> {
    const reach = reachWith(this.env as CrashEnv);
    const crashing = new CrashingDesk(desk, (point) => reach(point, order.thread.chatId));
    return super.run(order, crashing as unknown as TurnDesk);
  }
}

export default {
  ...deployed,
  async fetch(request: Request, env: CrashEnv): Promise<Response> {
    const [, room, name = ""] = new URL(request.url).pathname.split("/");
    if (room === "unfinished") {
      const batcher = env.BATCHER.getByName(name) as unknown as Batcher;
      const account = env.ACCOUNT.getByName(name.split(":")[2] ?? "") as unknown as Account;
      return Response.json((await batcher.unfinished()) + (await account.unsettled()));
    }
    if (room === "bytes") {
      const { objects } = await env.FILES.list({ prefix: "p/" });
      const keys = objects.map(({ key }) => key);
      return Response.json(keys.filter((key) => key.split("/")[2] === name));
    }
    if (room !== "telegram") return deployed.fetch(request, env);
    const reach = reachWith(env);
    const { message } = (await request.clone().json()) as { message?: { chat: { id: number } } };
    await reach("@C1", message?.chat.id ?? 0);
    const response = await deployed.fetch(request, env);
    if (response.ok) await reach("@C2", message?.chat.id ?? 0);
    return response;
  },
};

function crashingQueue(queue: Queue<FlushJob>, reach: Reach): Queue<FlushJob> {
  const send = async (job: FlushJob) => {
    await reach("@C9-outbox", chatOf(job.threadId));
    return queue.send(job);
  };
  return { send } as Queue<FlushJob>;
}

function chatOf(threadId: string): number {
  return Number(threadId.split(":")[0]);
}
