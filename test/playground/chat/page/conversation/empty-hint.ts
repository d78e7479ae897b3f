/** A conversation without messages says what could come first. */
import type { SimChat } from "../../../../emulators/telegram/control.ts";
import { box, element } from "../dom/element.ts";
import type { State } from "../model/view-state.ts";

export const emptyHint = ({ data }: State, chat: SimChat): HTMLElement => {
  const commands = data.commands.slice(0, 3).map(({ command }) => `/${command}`);
  const suggestions = commands.length > 0 ? commands : ["/start"];
  return box(
    "hint",
    box("hint-wave", "👋"),
    element("h2", {}, "No messages here yet"),
    element(
      "p",
      {},
      chat.type === "private"
        ? `Write something to ${data.bot.firstName}, or begin with a command.`
        : `Mention @${data.bot.username} to bring ${data.bot.firstName} into the conversation.`,
    ),
    box(
      "suggestions",
      ...suggestions.map((text) =>
        element("button", { type: "button", class: "suggestion", "data-command": text }, text),
      ),
    ),
  );
};
