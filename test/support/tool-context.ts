/** What a tool is given beside its input, in a chat without files. */
import type { ChatId, TopicId, UserId } from "../../lib/model/ids.ts";
import type { ToolContext } from "../../lib/tools/tool.ts";
import { noonMs } from "./inbounds.ts";

export function toolContext(changes: Partial<ToolContext> = {}): ToolContext {
  return {
    signal: new AbortController().signal,
    toolUseId: "toolu_7",
    owner: { chatId: 42 as ChatId, topicId: 0 as TopicId, userId: 42 as UserId },
    files: { find: async () => null, read: async () => ({ reason: "unknown" }) },
    now: () => noonMs,
    ...changes,
  };
}
