/** `call <tool_name> {json}`: the user's own words become a tool_use with that input. */
import { z } from "zod";
import type { Step } from "../control.ts";
import type { MessagesRequest } from "../schema/request.ts";
import type { Words } from "./words.ts";

const CALL = /(?:\bcall|вызови)\s+([\w-]+)\s*([\s\S]*)/i;
const jsonObject = z.record(z.string(), z.unknown());

/** Null where the text asks for no call. */
export function toolCallSteps(
  text: string,
  tools: MessagesRequest["tools"],
  words: Words,
): readonly Step[] | null {
  const [, name, rest] = CALL.exec(text) ?? [];
  if (name === undefined || rest === undefined) return null;
  const names = (tools ?? []).map((tool) => tool.name);
  if (names.length === 0) return [{ type: "text", text: words.noTools }];
  if (!names.includes(name)) return [{ type: "text", text: words.offered(name, names) }];
  const input = parseInput(rest);
  if (input === null) return [{ type: "text", text: words.badJson }];
  return [
    { type: "text", text: words.calling(name) },
    { type: "tool_use", name, input },
  ];
}

/** Nothing after the name means an empty input. */
function parseInput(rest: string): Record<string, unknown> | null {
  if (rest.trim() === "") return {};
  try {
    const parsed = jsonObject.safeParse(JSON.parse(rest));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
