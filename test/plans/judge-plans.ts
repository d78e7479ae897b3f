/** Runs every query of the code on a big database and asks the planner how: no big table is read from end to end. */
import { sql } from "kysely";
import * as z from "zod";
import { migrate } from "../../functions/cli/run-migrations.ts";
import { openStore, type Store } from "../../lib/store/open-store.ts";
import type { Postgres } from "../emulators/postgres/start-postgres.ts";
import { bigTables, fillStatements, type Size } from "./big-tables.ts";
import { type Exercise, exercises } from "./exercises.ts";
import { recordStatements, type Statement } from "./recording-store.ts";

export type JudgedPlan = {
  readonly exercise: string;
  readonly sql: string;
  /** Big tables that are read from end to end; empty where all is well. */
  readonly scanned: readonly string[];
};

type PlanNode = {
  readonly "Node Type": string;
  readonly "Relation Name"?: string | undefined;
  readonly Plans?: readonly PlanNode[] | undefined;
};

const planNode: z.ZodType<PlanNode> = z.lazy(() =>
  z.object({
    "Node Type": z.string(),
    "Relation Name": z.string().optional(),
    Plans: z.array(planNode).optional(),
  }),
);
const explained = z.object({ "QUERY PLAN": z.array(z.object({ Plan: planNode })) });

export async function fillTables(postgres: Postgres, size: Size): Promise<Store> {
  await migrate({ ...postgres, print: () => {} });
  const store = openStore({ ...postgres, requestTimeoutMs: 600_000 });
  for (const statement of fillStatements(size)) await sql.raw(statement).execute(store.db);
  return store;
}

export async function judgePlans(
  store: Store,
  asking: Readonly<Record<string, Exercise>> = exercises,
): Promise<readonly JudgedPlan[]> {
  const judged: JudgedPlan[] = [];
  for (const [exercise, run] of Object.entries(asking)) {
    const recording = recordStatements(store);
    await run(recording.store);
    for (const statement of recording.statements) {
      const nodes = await planOf(store, statement);
      judged.push({ exercise, sql: statement.sql, scanned: nodes.filter(isScan).map(tableOf) });
    }
  }
  return judged;
}

async function planOf(store: Store, { sql: text, parameters }: Statement): Promise<PlanNode[]> {
  const query = { sql: `explain (format json) ${text}`, parameters };
  const raw = sql.raw("select 1").compile(store.db);
  const { rows } = await store.db.executeQuery({ ...raw, ...query });
  return explained.parse(rows[0])["QUERY PLAN"].flatMap(({ Plan }) => allNodes(Plan));
}

function allNodes(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(allNodes)];
}

function isScan(node: PlanNode): boolean {
  const isBig = bigTables.some((table) => table === node["Relation Name"]);
  return isBig && /Seq Scan$/.test(node["Node Type"]);
}

function tableOf(node: PlanNode): string {
  return node["Relation Name"] ?? "";
}
