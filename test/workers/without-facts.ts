/** Requests as tests of other things read them: without the block that tells the time, which no two runs share. */
import type { ClaudeRequest } from "./chat.ts";

const factsForm = /^\[It is \w+day, \d{4}-\d\d-\d\d \d\d:\d\d UTC.*\]$/;

export function withoutFacts(request: ClaudeRequest): ClaudeRequest {
  const messages = request.body.messages?.map((message) => ({
    ...message,
    content: message.content.filter(({ text = "" }) => !factsForm.test(text)),
  }));
  return { ...request, body: { ...request.body, ...(messages && { messages }) } };
}
