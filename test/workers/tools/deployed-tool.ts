/** A tool as it is deployed, with the engines of this world, called as a turn calls it. */
import { env } from "cloudflare:workers";
import { servicesOf } from "../../../functions/compose.ts";
import type { Env } from "../../../functions/env.ts";
import type { JsonObject } from "../../../lib/model/json.ts";
import type { ToolResult } from "../../../lib/model/tool.ts";
import type { ToolContext } from "../../../lib/tools/tool.ts";
import { toolContext } from "../../support/tool-context.ts";

export function callTool(
  name: string,
  input: JsonObject,
  changes: Partial<ToolContext> = {},
): Promise<ToolResult> {
  const { toolboxOf } = servicesOf(env as unknown as Env);
  return toolboxOf().run({ toolUseId: "toolu_7", name, input }, toolContext(changes));
}

export function textOf({ content }: ToolResult): string {
  return content.map(({ text }) => text).join();
}

let words = 0;

/** Words that no other test says: what a stand-in recorded is known by them. */
export function tag(): string {
  words += 1;
  return `tag${Math.floor(Math.random() * 1e12)}x${words}`;
}
