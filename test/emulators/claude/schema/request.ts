/** The body of `POST /v1/messages` and `/v1/messages/count_tokens`, strict: a field nobody knows is refused. */
import { z } from "zod";
import { cacheable } from "./cache-control.ts";
import { contentBlock } from "./content-blocks.ts";
import { textBlock } from "./input-blocks.ts";
import { toolDefinition } from "./tools.ts";

const content = z.union([z.string(), z.array(contentBlock)]);
const instructions = z.union([z.string(), z.array(textBlock)]);

const message = z.discriminatedUnion("role", [
  z.strictObject({ role: z.literal("user"), content }),
  z.strictObject({ role: z.literal("assistant"), content }),
  z.strictObject({ role: z.literal("system"), content: instructions }),
]);

const display = { display: z.enum(["summarized", "omitted"]).nullish() };

/** From the SDK's beta types: needs the header value that rules/thinking-config.ts asks for. */
const blockBinding = {
  block_binding: z
    .strictObject({
      prefix_mismatch_behavior: z.enum(["error", "drop_block"]).nullish(),
    })
    .nullish(),
};

const thinking = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("adaptive"), ...display, ...blockBinding }),
  z.strictObject({
    type: z.literal("enabled"),
    budget_tokens: z.int(),
    ...display,
    ...blockBinding,
  }),
  z.strictObject({ type: z.literal("between_tools") }),
  z.strictObject({ type: z.literal("disabled") }),
]);

const parallel = { disable_parallel_tool_use: z.boolean().optional() };

const toolChoice = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("auto"), ...parallel }),
  z.strictObject({ type: z.literal("any"), ...parallel }),
  z.strictObject({ type: z.literal("tool"), name: z.string(), ...parallel }),
  z.strictObject({ type: z.literal("none") }),
]);

const outputConfig = z.strictObject({
  effort: z.enum(["low", "medium", "high", "xhigh", "max"]).nullish(),
  format: z
    .strictObject({
      type: z.literal("json_schema"),
      schema: z.record(z.string(), z.unknown()),
    })
    .nullish(),
});

const container = z.union([
  z.string(),
  z.strictObject({
    id: z.string().nullish(),
    skills: z
      .array(
        z.strictObject({
          type: z.enum(["anthropic", "custom"]),
          skill_id: z.string(),
          version: z.string().optional(),
        }),
      )
      .nullish(),
  }),
]);

/** platform.claude.com, Compaction on demand: needs the header value that rules/compaction-request.ts asks for. */
const compaction = z.strictObject({
  type: z.literal("summarize"),
  instructions: z.string().max(16_384).nullish(),
});

const prompt = {
  model: z.string(),
  messages: z.array(message),
  system: instructions.optional(),
  thinking: thinking.optional(),
  tool_choice: toolChoice.optional(),
  tools: z.array(toolDefinition).optional(),
  output_config: outputConfig.optional(),
  speed: z.enum(["standard", "fast"]).nullish(),
  compaction: compaction.nullish(),
  ...cacheable,
};

/** What counting tokens takes; the rules below the schema see it as a request without output. */
export const countTokensSchema = z.strictObject(prompt);

export const requestSchema = z.strictObject({
  ...prompt,
  max_tokens: z.int().nonnegative(),
  stream: z.boolean().optional(),
  stop_sequences: z.array(z.string().min(1)).optional(),
  metadata: z.strictObject({ user_id: z.string().max(256).nullish() }).optional(),
  container: container.nullish(),
  diagnostics: z.strictObject({ previous_message_id: z.string().nullish() }).nullish(),
  inference_geo: z.string().nullish(),
  service_tier: z.enum(["auto", "standard_only"]).optional(),
});

export type MessagesRequest = z.output<typeof requestSchema>;
export type Prompt = z.output<typeof countTokensSchema>;
export type Message = z.output<typeof message>;
