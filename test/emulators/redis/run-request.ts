/** Runs a parsed request on Redis and shapes the answer Upstash would give. */
import { refuseCommand } from "./forbidden-commands.ts";
import type { RespClient } from "./resp-client.ts";
import { type Command, RespError, type RespValue } from "./resp-values.ts";
import type { UpstashRequest } from "./upstash-commands.ts";
import { type StringEncoding, type UpstashItem, upstashItem } from "./upstash-reply.ts";

export type UpstashAnswer = {
  readonly status: 200 | 400;
  readonly body: UpstashItem | readonly UpstashItem[];
};

export async function runRequest(
  client: RespClient,
  request: UpstashRequest,
  encoding: StringEncoding,
): Promise<UpstashAnswer> {
  if (request.kind === "transaction") return runTransaction(client, request.commands, encoding);
  const values = await runEach(client, request.commands);
  const items = values.map((value) => upstashItem(value, encoding));
  const [first] = items;
  if (request.kind === "pipeline" || first === undefined) return { status: 200, body: items };
  return { status: "error" in first ? 400 : 200, body: first };
}

/** A refused command takes its place among the results; the others run. */
async function runEach(
  client: RespClient,
  commands: readonly Command[],
): Promise<readonly RespValue[]> {
  const refusals = commands.map(refuseCommand);
  const replies = await client.send(commands.filter((_, index) => refusals[index] === null));
  return refusals.map((refusal) =>
    refusal === null ? (replies.shift() ?? null) : new RespError(refusal),
  );
}

/** All or nothing: a command Redis does not take in discards the whole block. */
async function runTransaction(
  client: RespClient,
  commands: readonly Command[],
  encoding: StringEncoding,
): Promise<UpstashAnswer> {
  const refusal = commands.map(refuseCommand).find((reason) => reason !== null);
  if (refusal !== undefined) return { status: 400, body: { error: refusal } };
  const replies = await client.send([["MULTI"], ...commands, ["EXEC"]]);
  const outcome = replies.at(-1);
  if (Array.isArray(outcome)) {
    return {
      status: 200,
      body: outcome.map((value: RespValue) => upstashItem(value, encoding)),
    };
  }
  const reason = replies.find((reply) => reply instanceof RespError);
  return {
    status: 400,
    body: { error: reason?.message ?? "EXECABORT Transaction discarded" },
  };
}
