/** Names the beginning all requests of a conversation share, so that a change of it is known before it is refused (P7). */
import { buildRequest, type Conversation } from "./build-request.ts";

/** FNV-1a over tools and prompts. Two beginnings of one name would cost a refused request, nothing more. */
export function prefixHash(
  conversation: Pick<Conversation, "model" | "personality" | "tools">,
): string {
  const { system, tools } = buildRequest({
    ...conversation,
    history: [],
    userBlocks: [],
    said: [],
  });
  const text = JSON.stringify([system, tools]);
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return (hash >>> 0).toString(16);
}
