/** The commands inside an Upstash REST request: a JSON array, a list of them, or the path itself. */
import { z } from "zod";
import type { Command } from "./resp-values.ts";

const Argument = z.union([z.string(), z.number(), z.boolean(), z.null()]).transform(String);
const SingleCommand = z.array(Argument).min(1);
const CommandList = z.array(SingleCommand).min(1);

export type UpstashRequest = {
  readonly kind: "single" | "pipeline" | "transaction";
  readonly commands: readonly Command[];
};

/** Null where the request is none of the protocol's forms. */
export function parseUpstashRequest(pathname: string, body: string): UpstashRequest | null {
  if (pathname === "/pipeline") return listOf("pipeline", body);
  if (pathname === "/multi-exec") return listOf("transaction", body);
  const command = pathname === "/" ? parseJson(SingleCommand, body) : pathCommand(pathname, body);
  return command === null ? null : { kind: "single", commands: [command] };
}

function listOf(kind: "pipeline" | "transaction", body: string): UpstashRequest | null {
  const commands = parseJson(CommandList, body);
  return commands === null ? null : { kind, commands };
}

/** `/set/key/value`; a body is the last argument (Upstash, "REST API: POST body"). */
function pathCommand(pathname: string, body: string): Command | null {
  try {
    const words = pathname.split("/").filter(Boolean).map(decodeURIComponent);
    return body === "" ? words : [...words, body];
  } catch {
    // A stray "%" escapes nothing.
    return null;
  }
}

function parseJson<T>(schema: z.ZodType<T>, text: string): T | null {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
