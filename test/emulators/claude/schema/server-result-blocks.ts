/** Results of tools that run on Claude's side, as they are sent back in later requests. */
import { z } from "zod";
import { cacheable } from "./cache-control.ts";
import { documentBlock } from "./input-blocks.ts";

const toolId = z.string().regex(/^[a-zA-Z0-9_-]+$/);

/** Which party made a tool call. */
export const caller = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("direct") }),
  z.strictObject({
    type: z.literal("code_execution_20250825"),
    tool_id: z.string(),
  }),
  z.strictObject({
    type: z.literal("code_execution_20260120"),
    tool_id: z.string(),
  }),
]);

function failure(type: string) {
  return z.strictObject({
    type: z.literal(type),
    error_code: z.string(),
    error_message: z.string().nullish(),
  });
}

function outputs(type: string) {
  return z.array(z.strictObject({ type: z.literal(type), file_id: z.string() }));
}

export const webSearchResultBlock = z.strictObject({
  type: z.literal("web_search_tool_result"),
  tool_use_id: toolId,
  content: z.union([
    z.array(
      z.strictObject({
        type: z.literal("web_search_result"),
        url: z.string(),
        title: z.string(),
        encrypted_content: z.string(),
        page_age: z.string().nullish(),
      }),
    ),
    failure("web_search_tool_result_error"),
  ]),
  caller: caller.optional(),
  ...cacheable,
});

export const webFetchResultBlock = z.strictObject({
  type: z.literal("web_fetch_tool_result"),
  tool_use_id: toolId,
  content: z.discriminatedUnion("type", [
    z.strictObject({
      type: z.literal("web_fetch_result"),
      url: z.string(),
      content: documentBlock,
      retrieved_at: z.string().nullish(),
    }),
    failure("web_fetch_tool_result_error"),
  ]),
  caller: caller.optional(),
  ...cacheable,
});

export const codeResultBlock = z.strictObject({
  type: z.literal("code_execution_tool_result"),
  tool_use_id: toolId,
  content: z.discriminatedUnion("type", [
    z.strictObject({
      type: z.literal("code_execution_result"),
      stdout: z.string(),
      stderr: z.string(),
      return_code: z.int(),
      content: outputs("code_execution_output"),
    }),
    z.strictObject({
      type: z.literal("encrypted_code_execution_result"),
      encrypted_stdout: z.string(),
      stderr: z.string(),
      return_code: z.int(),
      content: outputs("code_execution_output"),
    }),
    failure("code_execution_tool_result_error"),
  ]),
  ...cacheable,
});

export const bashResultBlock = z.strictObject({
  type: z.literal("bash_code_execution_tool_result"),
  tool_use_id: toolId,
  content: z.discriminatedUnion("type", [
    z.strictObject({
      type: z.literal("bash_code_execution_result"),
      stdout: z.string(),
      stderr: z.string(),
      return_code: z.int(),
      content: outputs("bash_code_execution_output"),
    }),
    failure("bash_code_execution_tool_result_error"),
  ]),
  ...cacheable,
});
