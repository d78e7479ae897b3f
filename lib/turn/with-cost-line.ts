/** Says below an answer what it has cost, for who wishes it: in the chat, never in history (P7). */
import { formatUsd } from "../model/format-usd.ts";
import { nanoUsd } from "../model/money.ts";
import type { Answer } from "../model/turn-state.ts";
import { wordsFor } from "../words/words.ts";
import { costOfStep, isAbsorbed } from "./charge-of-step.ts";
import { textParts } from "./final-answer.ts";
import type { Talk } from "./talk.ts";

export function withCostLine(talk: Talk, answer: Answer): Answer {
  const { chargedNanoUsd, languageCode, spentNanoUsd } = talk.order;
  const last = answer.parts.at(-1);
  if (chargedNanoUsd === undefined || !last) return answer;
  const cost = nanoUsd(chargedNanoUsd + talk.spentNanoUsd - spentNanoUsd + ofLastStep(talk));
  if (cost === 0) return answer;
  const locale = languageCode ?? undefined;
  const line = wordsFor(locale).answerCost(formatUsd(cost, locale ?? "en"));
  // A dollar sign would begin a formula.
  const italic = `_${line.replaceAll("$", "\\$")}_`;
  const ending = textParts(`${last.markdown}\n\n${italic}`);
  return { ...answer, parts: [...answer.parts.slice(0, -1), ...ending] };
}

/** The others are in `spentNanoUsd` since they ended. */
function ofLastStep({ heard, order }: Talk): number {
  const { step } = heard;
  return step && !isAbsorbed(step) ? costOfStep(order, step).costNanoUsd : 0;
}
