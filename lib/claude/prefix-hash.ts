/** Names the beginning all requests of a conversation share, so that a change of it is known before it is refused (P7). */
import { hashOf } from "../model/hash-of.ts";
import { buildRequest, type Conversation } from "./build-request.ts";

type Beginning = Pick<Conversation, "model" | "personality" | "tools">;

/** By tools, which are one object for the life of an isolate, and by model: written out once, not in each attempt. */
const known = new WeakMap<Beginning["tools"], Map<string, string>>();

/** Of tools and prompts. Two beginnings of one name would cost a refused request, nothing more. */
export function prefixHash(beginning: Beginning): string {
  const { model, personality, tools } = beginning;
  // Wishes are a person's own, and there may be many: only what all share is kept.
  if (personality !== undefined) return compute(beginning);
  const hashes = known.get(tools) ?? new Map<string, string>();
  const hash = hashes.get(model) ?? compute(beginning);
  known.set(tools, hashes.set(model, hash));
  return hash;
}

function compute({ model, personality, tools: definitions }: Beginning): string {
  const { system, tools } = buildRequest({
    model,
    ...(personality !== undefined && { personality }),
    tools: definitions,
    history: [],
    userBlocks: [],
    said: [],
  });
  return hashOf(JSON.stringify([system, tools]));
}
