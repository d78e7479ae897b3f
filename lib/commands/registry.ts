/** The commands there are, in the order they are listed; the only list of them. */
import { againData } from "../model/again-button.ts";
import type { DirectReply } from "../model/direct-reply.ts";
import type { Inbound } from "../model/inbound.ts";
import { wordsFor } from "../words/words.ts";
import { showBalance } from "./balance.ts";
import type { Command, House, ListedName } from "./command.ts";
import { listFiles } from "./files.ts";
import { helpFor } from "./help.ts";
import { showLedger } from "./ledger.ts";
import { chooseModel } from "./model.ts";
import { startAnew } from "./new.ts";
import { pay } from "./pay.ts";
import { paySupport } from "./paysupport.ts";
import { describePersonality } from "./personality.ts";
import { sayReceipt } from "./receipt.ts";
import { refund } from "./refund.ts";
import { showSettings } from "./settings.ts";
import { start } from "./start.ts";
import { stop } from "./stop.ts";
import { terms } from "./terms.ts";
import { topup } from "./topup.ts";

const names: readonly ListedName[] = [
  "new",
  "stop",
  "model",
  "personality",
  "settings",
  "balance",
  "pay",
  "refund",
  "paysupport",
  "terms",
  "files",
  "help",
  "start",
];
const commands: readonly Command[] = [
  startAnew,
  stop,
  chooseModel,
  describePersonality,
  showSettings,
  showBalance,
  pay,
  refund,
  paySupport,
  terms,
  topup,
  showLedger,
  listFiles,
  helpFor(names),
  start,
];

/** Answers what never goes to Claude: commands, known or not, what the bot cannot use, and whom it does not serve. */
export function answerDirectly(inbound: Inbound, house: House): DirectReply | null {
  const words = wordsFor(inbound.from.languageCode);
  const { content } = inbound;
  if (content.kind === "not_allowed") return { reply: words.notAllowed };
  if (content.kind === "anonymous") return { reply: words.anonymous };
  if (content.kind === "unsupported") return { reply: words.unsupported };
  if (content.kind === "edited") {
    const button = { label: words.answerAgain, data: againData(inbound.messageId) };
    return { reply: words.editNoted, button };
  }
  if (content.kind === "receipt") return sayReceipt(inbound, content.receipt);
  if (content.kind !== "command") return null;
  const command = commands.find((known) => known.name === content.name);
  const asked = { inbound, words, args: content.args, house };
  return command?.run(asked) ?? { reply: words.unknownCommand(content.name) };
}

/** For Telegram's command menu (`setMyCommands`). */
export function commandMenu(
  languageCode: string,
): readonly { command: string; description: string }[] {
  const { commandSummaries } = wordsFor(languageCode);
  return names.map((name) => ({ command: name, description: commandSummaries[name] }));
}
