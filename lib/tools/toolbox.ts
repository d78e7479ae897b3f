/** The tools as a turn uses them: what Claude is told of them, and one way to run a call that always gives a result. */
import * as z from "zod";
import type { JsonObject } from "../model/json.ts";
import { type NanoUsd, nanoUsd } from "../model/money.ts";
import type { ToolCall, ToolDefinition, ToolResult } from "../model/tool.ts";
import { describeError } from "../ops/describe-error.ts";
import type { Log } from "../ops/log.ts";
import type { Tool, ToolContext } from "./tool.ts";
import { refusal } from "./tool-answer.ts";
import { withoutPrivateKeys } from "./without-private-keys.ts";

export interface Toolbox {
  /** In the order of the tools, the same objects every time. */
  readonly definitions: readonly ToolDefinition[];
  /** Never rejects. */
  run(call: ToolCall, context: ToolContext): Promise<ToolResult>;
  /** What the call is expected to cost; null where it costs nothing, or cannot run. */
  estimate(call: ToolCall): NanoUsd | null;
}

export function openToolbox(tools: readonly Tool[], log: Log): Toolbox {
  const byName = new Map(tools.map((tool) => [tool.name, tool]));
  const names = tools.map(({ name }) => name).join(", ");
  return {
    definitions: tools.map(definitionOf),
    async run(call, context) {
      const tool = byName.get(call.name);
      if (!tool) return refusal(`There is no such tool. The tools are: ${names}.`);
      const input = tool.input.safeParse(call.input);
      if (!input.success) return refusal(adviceOn(call, input.error));
      try {
        const { content, ...result } = await tool.run(input.data, context);
        return { ...result, content: content.map(withoutPrivateKeys) };
      } catch (thrown) {
        if (context.signal.aborted) return refusal("The call was stopped before it was done.");
        const ids = { tool: tool.name, call: call.toolUseId };
        log.error("tool.failed", { ...ids, ...describeError(thrown) });
        return refusal(failed);
      }
    },
    estimate(call) {
      const tool = byName.get(call.name);
      if (!tool?.paid) return null;
      const input = tool.input.safeParse(call.input);
      return input.success ? (tool.estimateNanoUsd?.(input.data) ?? nanoUsd(0)) : null;
    },
  };
}

const failed =
  "The tool failed for a reason that is not in your input. Try once more; if it fails again, " +
  "tell the person that it does not work just now.";

function definitionOf({ name, description, input }: Tool): ToolDefinition {
  const { $schema, ...schema } = z.toJSONSchema(input, { io: "input" });
  const inputSchema: JsonObject = JSON.parse(JSON.stringify(schema));
  return { name, description, inputSchema };
}

function adviceOn({ name, input }: ToolCall, error: z.ZodError): string {
  if (input === null) return `The input of ${name} was no JSON object. Call it again with one.`;
  const wrong = error.issues.map(({ path, message }) => `${path.join(".") || "input"}: ${message}`);
  return `The input of ${name} does not fit its schema: ${wrong.join("; ")}. Correct it and call again.`;
}
