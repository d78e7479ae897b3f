/** The offline persona: says what it is and what it received, remembers visibly, and shows on request. */
import { summaryOf } from "../compaction-of.ts";
import type { Step } from "../control.ts";
import { newestBlocks, textsOf } from "../newest-text.ts";
import { blocksOf } from "../prompt-blocks.ts";
import type { MessagesRequest } from "../schema/request.ts";
import type { Pace, World } from "../world.ts";
import { describeFiles } from "./describe-files.ts";
import { errandSteps } from "./errand-steps.ts";
import { newestSaid, toldOf, wordsOf } from "./own-words.ts";
import { quote } from "./quote.ts";
import { showpiecesFor } from "./showpieces.ts";
import { toolCallSteps } from "./tool-call.ts";
import { reportResults } from "./tool-results.ts";
import { webSteps } from "./web-errands.ts";
import { list, type Words, wordsFor } from "./words.ts";

const THINK = /\bthink\b|подумай/i;
const REMEMBER =
  /what (?:did|have) I (?:say|said|tell|told|ask)|что я (?:тебе )?(?:говорил|сказал|спрашивал)/i;
/** Roughly what one delta of the real model carries. */
const DELTA_CHARS = 12;
/** So many times as long as the first word: what is done meanwhile can be seen above the answer. */
const WEB_TAKES = 5;

export async function personaSteps(
  request: MessagesRequest,
  { pace, files }: World,
): Promise<readonly Step[]> {
  const blocks = newestBlocks(request.messages);
  const text = wordsOf(textsOf(blocks)).join("\n");
  const { words: said } = newestSaid(request.messages);
  const words = wordsFor(said || userTexts(request).join("\n"));
  const thinking: Step[] = THINK.test(text) ? [{ type: "thinking", thinking: words.thinking }] : [];
  const steps = toolCallSteps(text, request.tools, words) ??
    webSteps(request, words) ??
    errandSteps(request, words) ??
    closing(reportResults(blocks, words)) ?? [
      { type: "text", text: tell(request, await describeFiles(blocks, files), words) },
    ];
  return [{ type: "delay", ms: pace.firstTokenMs }, ...paced([...thinking, ...steps], pace)];
}

function closing(results: string | null): readonly Step[] | null {
  return results === null ? null : [{ type: "text", text: results }];
}

function tell(request: MessagesRequest, files: readonly string[], words: Words): string {
  const texts = toldOf(textsOf(newestBlocks(request.messages)));
  const text = texts.join("\n");
  const shown = showpiecesFor(text, words);
  if (shown.length > 0) return shown.join("\n\n");
  if (REMEMBER.test(text)) return remember(request, words);
  const seen = files.length === 0 ? [] : [words.files(files)];
  // Who looks at a file for a tool is asked without any.
  if (seen.length > 0 && !request.tools?.length) return seen.join("");
  const turns = request.messages.filter(({ role }) => role === "user").length;
  return [
    ...(turns === 1 ? [words.iAm] : []),
    [
      words.received(turns, request.messages.length, texts.length),
      list(texts.map((said) => quote(said))),
    ].join("\n"),
    ...seen,
    ...(turns === 1 ? [words.hint] : []),
  ].join("\n\n");
}

function remember(request: MessagesRequest, words: Words): string {
  const summary = summaryOf(request.messages);
  const earlier = userTexts(request).slice(
    0,
    -toldOf(textsOf(newestBlocks(request.messages))).length,
  );
  const known = [...(summary === null ? [] : [summary]), ...earlier.map((said) => quote(said))];
  return known.length === 0 ? words.nothingSaid : words.said(known);
}

function userTexts({ messages }: MessagesRequest): readonly string[] {
  return messages.flatMap(({ role, content }) =>
    role === "user" ? toldOf(textsOf(blocksOf(content))) : [],
  );
}

function paced(steps: readonly Step[], pace: Pace): readonly Step[] {
  return steps.flatMap<Step>((step) => {
    // The web is slower than words.
    if (step.type === "server_tool_result")
      return [{ type: "delay", ms: pace.firstTokenMs * WEB_TAKES }, step];
    return step.type === "text" || step.type === "thinking" || step.type === "tool_use"
      ? [{ ...step, deltaChars: DELTA_CHARS, delayMs: pace.betweenDeltasMs }]
      : [step];
  });
}
