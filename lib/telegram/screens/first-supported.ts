/** Screens from the best to the one that always works: what Telegram does not support gives way to the next. */
import type { Answered } from "../bot-api.ts";
import { isUnsupported } from "../refusals.ts";
import { notShown, type Screen, type TakeView } from "./screen.ts";

export function firstSupported(screens: readonly [Screen, ...Screen[]]): Screen {
  let [current, ...others] = screens;
  const show = async (take: TakeView): Promise<Answered<unknown>> => {
    const answer = await current.show(take);
    if (!isUnsupported(answer)) return answer;
    const next = others.shift();
    if (!next) return notShown;
    current = next;
    return show(take);
  };
  return {
    get pace() {
      return current.pace;
    },
    show,
  };
}
