/** What is particular to PGlite: a folder that outlives the process, and one backend for all sessions. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { neon, neonConfig } from "@neondatabase/serverless";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FifoLock } from "./fifo-lock.ts";
import { PgliteSession, type SharedBackend } from "./pglite-session.ts";
import { type Postgres, startPostgres } from "./start-postgres.ts";
import { cString, type Message, message, ROLLBACK } from "./wire/messages.ts";

describe("a data folder", () => {
  let folder: string;
  let dataDir: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "ferry-pglite-"));
    dataDir = join(folder, "not-yet", "data");
  });

  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  const program = () => `
    import { startPostgres } from ${JSON.stringify(join(import.meta.dirname, "start-postgres.ts"))};
    const postgres = await startPostgres({ engine: "auto", dataDir: ${JSON.stringify(dataDir)} });
    console.log(JSON.stringify(postgres));
  `;

  async function startInChild() {
    const child = spawn(process.execPath, ["--input-type=module-typescript", "-e", program()], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [line] = await once(child.stdout, "data");
    return { child, postgres: JSON.parse(String(line)) as Postgres };
  }

  function query(postgres: Postgres, text: string) {
    neonConfig.fetchEndpoint = postgres.fetchEndpoint;
    return neon(postgres.databaseUrl).query(text);
  }

  test("what was written survives SIGKILL and a restart; nobody else may open it meanwhile", async () => {
    const { child, postgres } = await startInChild();
    await query(postgres, "create table kept (n int)");
    await query(postgres, "insert into kept select generate_series(1, 100)");
    await expect(startPostgres({ engine: "pglite", dataDir })).rejects.toThrow(/in use by process/);
    const killed = once(child, "exit");
    child.kill("SIGKILL");
    await killed;

    for (const start of ["after the kill", "after an orderly stop"]) {
      const again = await startPostgres({ engine: "pglite", dataDir });
      await expect(startPostgres({ engine: "pglite", dataDir })).rejects.toThrow(/in use/);
      const rows = await query(again, "select count(*)::int as n from kept");
      await again.stop();
      expect(rows, start).toEqual([{ n: 100 }]);
    }
  });

  test("a folder whose creation was cut short is created anew", async () => {
    const cutShort = join(folder, "cut-short");
    await mkdir(`${cutShort}.new/base`, { recursive: true });
    await writeFile(`${cutShort}.new/PG_VERSION`, "18");
    const postgres = await startPostgres({ engine: "pglite", dataDir: cutShort });
    expect(await query(postgres, "select 1 as one")).toEqual([{ one: 1 }]);
    await postgres.stop();
  });

  test("a real server refuses a data folder, which it would not keep", async () => {
    const start = startPostgres({ engine: "postgresql", dataDir });
    await expect(start).rejects.toThrow(/dataDir belongs to pglite/);
  });
});

describe("sessions sharing the one backend", () => {
  const begin = message("Q", cString("begin"));
  const insert = message("Q", cString("insert"));
  const IN_TRANSACTION = message("Z", "T");
  const IDLE = message("Z", "I");

  function sharedBackend() {
    const lock = new FifoLock();
    const executed: string[] = [];
    const backend: SharedBackend = {
      settings: {},
      acquire: () => lock.acquire(),
      execute: async (request) => {
        executed.push(request.toString("utf8", 5, request.length - 1));
        return request.equals(begin) ? IN_TRANSACTION : IDLE;
      },
    };
    return { backend, executed };
  }

  function open(backend: SharedBackend, idleInTransactionMs: number) {
    const answers: Message[] = [];
    const ended = Promise.withResolvers<void>();
    const answered = Promise.withResolvers<void>();
    const client = {
      onAnswer: (bytes: Message) => {
        answers.push(bytes);
        answered.resolve();
      },
      onEnd: ended.resolve,
    };
    const session = new PgliteSession({ backend, client, idleInTransactionMs });
    return {
      session,
      answers,
      answered: answered.promise,
      ended: ended.promise,
    };
  }

  test("one that falls silent in a transaction is rolled back, ended, and the next gets its turn", async () => {
    const { backend, executed } = sharedBackend();
    const silent = open(backend, 5);
    const next = open(backend, 60_000);
    silent.session.send(begin);
    await silent.answered;
    next.session.send(insert);
    await Promise.all([silent.ended, next.answered]);
    expect(executed).toEqual(["begin", "ROLLBACK", "insert"]);
    expect(String(silent.answers.at(-1))).toContain("25P03");
  });

  test("one that leaves in a transaction is rolled back before the next gets its turn", async () => {
    const { backend, executed } = sharedBackend();
    const leaving = open(backend, 60_000);
    const next = open(backend, 60_000);
    leaving.session.send(begin);
    next.session.send(insert);
    await leaving.answered;
    leaving.session.close();
    await next.answered;
    expect(executed).toEqual(["begin", "ROLLBACK", "insert"]);
  });

  test("one that leaves while waiting for its turn runs nothing", async () => {
    const { backend, executed } = sharedBackend();
    const [first, leaving, last] = [
      open(backend, 60_000),
      open(backend, 60_000),
      open(backend, 60_000),
    ];
    first.session.send(begin);
    leaving.session.send(insert);
    last.session.send(insert);
    await first.answered;
    leaving.session.close();
    first.session.send(ROLLBACK);
    await last.answered;
    expect(executed).toEqual(["begin", "ROLLBACK", "insert"]);
    expect(leaving.answers).toEqual([]);
  });

  test("a failing engine ends the session that asked, and no other", async () => {
    const { backend } = sharedBackend();
    const broken = open(
      { ...backend, execute: () => Promise.reject(new Error("out of memory")) },
      60_000,
    );
    broken.session.send(insert);
    await broken.ended;
    expect(String(broken.answers.at(-1))).toContain("out of memory");
    const next = open(backend, 60_000);
    next.session.send(insert);
    await next.answered;
    expect(next.answers).toEqual([IDLE]);
  });
});
