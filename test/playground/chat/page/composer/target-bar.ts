/** Above the words: which message is being answered or edited. */
import type { SimMessage } from "../../../../emulators/telegram/control.ts";
import { box, element } from "../dom/element.ts";
import { icon } from "../dom/icon.ts";
import { morphChildren } from "../dom/morph.ts";
import type { Actions } from "../model/actions.ts";
import { senderName } from "../model/people.ts";
import { placeKey } from "../model/place.ts";
import { summaryOf } from "../model/summary.ts";
import type { State } from "../model/view-state.ts";

export const targetMessage = ({ data, view }: State): SimMessage | undefined => {
  const { open, target } = view;
  if (!open || target.kind === "new") return undefined;
  const messages = data.messages.get(placeKey(open)) ?? [];
  return messages.find((message) => message.message_id === target.messageId);
};

const bar = (state: State): Node[] => {
  const message = targetMessage(state);
  if (!message) return [];
  const isEdit = state.view.target.kind === "edit";
  const label = isEdit ? "Edit message" : `Reply to ${senderName(message)}`;
  return [
    box(
      "target",
      icon(isEdit ? "edit" : "reply"),
      box("target-facts", box("target-label", label), box("target-text", summaryOf(message))),
      element("button", { type: "button", class: "round", "aria-label": "Cancel" }, icon("close")),
    ),
  ];
};

/** A click anywhere on it gives the target up. */
export const createTargetBar = (actions: Actions) => {
  const root = box("target-slot");
  root.addEventListener("click", () => actions.aim({ kind: "new" }));
  return { root, update: (state: State): void => morphChildren(root, bar(state)) };
};
