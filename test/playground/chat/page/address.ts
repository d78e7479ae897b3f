/** The address bar and the open place follow each other, so that Back and bookmarks work. */
import type { Actions } from "./model/actions.ts";
import { placeFromHash, placeToHash, samePlace } from "./model/place.ts";
import type { Store } from "./model/store.ts";

/** As wide as list and conversation side by side need; narrower shows one of them. */
const wide = matchMedia("(min-width: 720px)");

export const keepAddress = (store: Store, actions: Actions): void => {
  const follow = (): void => {
    const place = placeFromHash(location.hash);
    if (!samePlace(place, store.get().view.open)) actions.open(place);
  };
  let isFirst = true;
  store.subscribe(({ data, view }) => {
    const [first] = data.chats;
    if (isFirst && first) {
      isFirst = false;
      if (!view.open && wide.matches) actions.open({ chatId: first.id, topicId: 0 });
      return;
    }
    const hash = view.open ? placeToHash(view.open) : "";
    if (!isFirst && location.hash !== hash) history.pushState(null, "", hash || location.pathname);
  });
  addEventListener("popstate", follow);
  follow();
};
