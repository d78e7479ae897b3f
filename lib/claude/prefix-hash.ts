/** Names the beginning all requests of a conversation share, so that a change of it is known before it is refused (P7). */
import { hashOf } from "../model/hash-of.ts";
import { buildRequest, type Conversation } from "./build-request.ts";

/** Of tools and prompts. Two beginnings of one name would cost a refused request, nothing more. */
export function prefixHash(
  conversation: Pick<Conversation, "model" | "personality" | "tools">,
): string {
  const { system, tools } = buildRequest({
    ...conversation,
    history: [],
    userBlocks: [],
    said: [],
  });
  return hashOf(JSON.stringify([system, tools]));
}
