/** English. */
import type { Words } from "./words.ts";

export const en: Words = {
  start: (name) =>
    `Hello ${name}! I carry your messages to Claude and bring the answers back.\n\nJust write to me. Several messages in a row are read together and get one answer. /help shows what else I can do.`,
  help: (commands) =>
    `Write to me as you would to a person: I read everything you send in one breath and answer once.\n\n${commands
      .map((command) => `/${command.name} – ${command.summary}`)
      .join("\n")}`,
  newConversation: "A fresh page. I no longer see what we talked about before.",
  unknownCommand: (name) => `I don't know the command /${name}. /help lists the ones I know.`,
  unsupported: "I can only read text so far. Tell me in words, and I'll gladly help.",
  notAllowed: "This bot is private. Ask its owner to let you in.",
  commandSummaries: {
    start: "who I am",
    help: "what I can do",
    new: "start a fresh conversation",
  },
  turnFailed:
    "I couldn't get an answer just now. Your message is kept; please try again in a moment.",
  emptyAnswer: "I have nothing to add to that. Could you say it another way?",
  refusedAnswer: "I can't help with that one. Is there something else I can do?",
  cutOff: "\n\n_The answer was cut off here._",
  stopped: "\n\n_Stopped._",
  tooLong: "\n\n_The answer reached its length limit here._",
};
