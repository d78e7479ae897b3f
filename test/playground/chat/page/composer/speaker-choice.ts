/** In a group: who is writing now. */
import type { SimChat } from "../../../../emulators/telegram/control.ts";
import { avatar } from "../dom/avatar.ts";
import { element } from "../dom/element.ts";
import { speakerOf, userName } from "../model/people.ts";
import type { State } from "../model/view-state.ts";

export const speakerChoice = (state: State, chat: SimChat): Node[] => {
  if (chat.memberIds.length < 2) return [];
  const current = speakerOf(state, chat);
  const options = chat.memberIds.map((id) =>
    element("option", { value: id, selected: id === current }, userName(state, id)),
  );
  return [
    element(
      "label",
      { class: "speaker" },
      avatar(current, userName(state, current)),
      element("span", {}, "Write as"),
      element("select", { "aria-label": "Write as" }, ...options),
    ),
  ];
};
