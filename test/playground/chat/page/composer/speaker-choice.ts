/** In a group: who is writing now. */
import type { SimChat } from "../../../../emulators/telegram/control.ts";
import { avatar } from "../dom/avatar.ts";
import { box, element } from "../dom/element.ts";
import { morphChildren } from "../dom/morph.ts";
import type { Actions } from "../model/actions.ts";
import { speakerOf, userName } from "../model/people.ts";
import type { Store } from "../model/store.ts";
import type { State } from "../model/view-state.ts";

const choice = (state: State, chat: SimChat): Node[] => {
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

export const createSpeakerChoice = (store: Store, actions: Actions) => {
  const root = box("speaker-slot");
  root.addEventListener("change", ({ target }) => {
    const place = store.get().view.open;
    if (!place || !(target instanceof HTMLSelectElement)) return;
    actions.speakAs(place.chatId, Number(target.value));
  });
  const update = (state: State, chat: SimChat): void => morphChildren(root, choice(state, chat));
  return { root, update };
};
