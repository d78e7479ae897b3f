/** Asks where a message goes. */
import { avatar } from "../dom/avatar.ts";
import { box, element } from "../dom/element.ts";
import { openModal } from "../dom/modal.ts";
import { type Place, placesOf } from "../model/place.ts";
import type { State } from "../model/view-state.ts";

type Goal = { readonly place: Place; readonly title: string };

/** People forward to where they are themselves. */
const goals = ({ data }: State, userId: number): Goal[] =>
  data.chats
    .filter((chat) => chat.memberIds.includes(userId))
    .flatMap((chat) =>
      placesOf(chat).map((place) => ({
        place,
        title: place.name ? `${chat.title} › ${place.name}` : chat.title,
      })),
    );

export const openForwardDialog = (
  state: State,
  userId: number,
  choose: (place: Place) => void,
): void => {
  const rows = goals(state, userId).map(({ place, title }) => {
    const name = element("span", {}, title);
    const button = element(
      "button",
      { type: "button", class: "choice" },
      avatar(place.chatId, title),
      name,
    );
    button.addEventListener("click", () => {
      modal.close();
      choose(place);
    });
    return button;
  });
  const modal = openModal("Forward to", [box("choices", ...rows)]);
};
