/** What the requests of these tests are made of. */
import type Anthropic from "@anthropic-ai/sdk";
import { hello } from "../open-claude.ts";

export const user = (content: Anthropic.MessageParam["content"]) => ({
  role: "user" as const,
  content,
});
export const text = (words: string) => ({ type: "text" as const, text: words });
export const plainDocument = {
  type: "document" as const,
  source: { type: "text" as const, media_type: "text/plain" as const, data: "timetable" },
};
export const many = (count: number, block: Anthropic.ContentBlockParam) =>
  hello({ messages: [user(Array.from({ length: count }, () => block))] });
