/**
 * Tool definitions of a request (ToolUnion of the SDK).
 *
 * The browser and computer toolsets are left out: Ferry never offers them, so they are unknown tags here.
 */
import { z } from "zod";
import { cacheable } from "./cache-control.ts";
import { citationsConfig } from "./citations.ts";

const common = {
  allowed_callers: z
    .array(
      z.enum([
        "direct",
        "code_execution_20250825",
        "code_execution_20260120",
        "code_execution_20260521",
      ]),
    )
    .optional(),
  defer_loading: z.boolean().optional(),
  strict: z.boolean().optional(),
  ...cacheable,
};

const examples = {
  input_examples: z.array(z.record(z.string(), z.unknown())).optional(),
};

const customTool = z.strictObject({
  type: z.literal("custom"),
  name: z.string(),
  description: z.string().optional(),
  input_schema: z.looseObject({
    type: z.literal("object"),
    properties: z.record(z.string(), z.unknown()).nullish(),
    required: z.array(z.string()).nullish(),
  }),
  eager_input_streaming: z.boolean().nullish(),
  ...examples,
  ...common,
});

const domains = z.array(z.string()).nullish();
const web = {
  allowed_domains: domains,
  blocked_domains: domains,
  max_uses: z.int().positive().nullish(),
};
const userLocation = z.strictObject({
  type: z.literal("approximate"),
  city: z.string().nullish(),
  country: z.string().nullish(),
  region: z.string().nullish(),
  timezone: z.string().nullish(),
});
const search = {
  name: z.literal("web_search"),
  user_location: userLocation.nullish(),
  ...web,
};
const fetch = {
  name: z.literal("web_fetch"),
  citations: citationsConfig.nullish(),
  max_content_tokens: z.int().positive().nullish(),
  url_sources: z.looseObject({}).nullish(),
  ...web,
};
const inclusion = {
  response_inclusion: z.enum(["full", "excluded"]).optional(),
};
const useCache = { use_cache: z.boolean().optional() };

function tool<Type extends string, Shape extends z.core.$ZodLooseShape>(type: Type, shape: Shape) {
  return z.strictObject({ type: z.literal(type), ...shape, ...common });
}

function named<Type extends string, Name extends string>(type: Type, name: Name) {
  return tool(type, { name: z.literal(name) });
}

const definition = z.discriminatedUnion("type", [
  customTool,
  tool("web_search_20250305", search),
  tool("web_search_20260209", search),
  tool("web_search_20260318", { ...search, ...inclusion }),
  tool("web_fetch_20250910", fetch),
  tool("web_fetch_20260209", fetch),
  tool("web_fetch_20260309", { ...fetch, ...useCache }),
  tool("web_fetch_20260318", { ...fetch, ...useCache, ...inclusion }),
  named("code_execution_20250522", "code_execution"),
  named("code_execution_20250825", "code_execution"),
  named("code_execution_20260120", "code_execution"),
  named("code_execution_20260521", "code_execution"),
  tool("bash_20250124", { name: z.literal("bash"), ...examples }),
  tool("memory_20250818", { name: z.literal("memory"), ...examples }),
  tool("text_editor_20250728", {
    name: z.literal("str_replace_based_edit_tool"),
    max_characters: z.int().positive().nullish(),
    ...examples,
  }),
  named("tool_search_tool_bm25_20251119", "tool_search_tool_bm25"),
  named("tool_search_tool_regex_20251119", "tool_search_tool_regex"),
]);

/** A definition without `type` (or with null) is a custom tool. */
export const toolDefinition = z.preprocess((raw) => {
  if (typeof raw !== "object" || raw === null) return raw;
  return "type" in raw && raw.type !== null ? raw : { ...raw, type: "custom" };
}, definition);

export type ToolDefinition = z.output<typeof definition>;
