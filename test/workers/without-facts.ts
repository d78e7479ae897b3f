/** Requests as tests of other things read them: without the blocks that tell the time, which no two runs share, and the files. */
import type { ClaudeRequest } from "./claude-request.ts";

const factsForm =
  /^\[(It is \w+day, \d{4}-\d\d-\d\d \d\d:\d\d UTC.*|Files of this conversation;[\s\S]*)\]$/;

export function withoutFacts(request: ClaudeRequest): ClaudeRequest {
  const messages = request.body.messages?.map((message) => ({
    ...message,
    content: message.content.filter(({ text = "" }) => !factsForm.test(text)),
  }));
  return { ...request, body: { ...request.body, ...(messages && { messages }) } };
}
