/** Where there are no drafts: "typing…" until the first words, then a message that is edited as they come. */
import type { Button } from "../../model/button.ts";
import type { Clock } from "../../model/clock.ts";
import { type AnswerView, nothingToSee } from "../answer-view.ts";
import { type Answered, type BotApi, call } from "../bot-api.ts";
import { actionIntervalMs } from "../limits.ts";
import type { Place } from "../place.ts";
import { placeInstead } from "../place-instead.ts";
import { markdownReader } from "../render/read-markdown.ts";
import { isTopicGone } from "../topic-gone.ts";
import type { LivePicture, Look } from "./live-message.ts";
import { richFrame } from "./rich-frame.ts";
import { notShown, type Screen } from "./screen.ts";
import { textFrame } from "./text-frame.ts";

/** Opens or edits the message that is to become final; null where it is to be left as it is. */
export type Grow = (take: () => Promise<LivePicture | null>) => Promise<Answered<unknown>>;

export type EditedInput = {
  readonly api: BotApi;
  readonly clock: Clock;
  readonly place: Place;
  readonly title: string;
  readonly stop: Button;
  readonly intervalMs: number;
  readonly grow: Grow;
};

/** Not before, however often thoughts make a new frame; by then "typing…" has two seconds left. */
const retypeMs = 3000;

export function editedMessage(input: EditedInput): Screen {
  const { title, stop, intervalMs, grow } = input;
  const type = typing(input);
  const read = markdownReader();
  const look = (view: AnswerView): Look => ({
    markdown: richFrame(view, { title, isDraft: false, read }),
    plain: () => textFrame(view, read),
  });
  const picture = (view: AnswerView): LivePicture => ({
    opening: look({ ...nothingToSee, text: view.text }),
    growing: look(view),
    stop,
  });
  return {
    // Looked at as often as "typing…" fades; a message that has not changed is let be.
    pace: { intervalMs, keepAliveMs: actionIntervalMs },
    show: async (take) => {
      let isSilent = false;
      const answer = await grow(async () => {
        const view = await take();
        const seen = view && picture(view);
        // Half a list item is nothing to see yet.
        isSilent = seen?.opening.markdown === "";
        return isSilent ? null : seen;
      });
      return isSilent ? type() : answer;
    },
  };
}

function typing({ api, clock, place: first }: EditedInput): () => Promise<Answered<unknown>> {
  let place = first;
  let typedAtMs = Number.NEGATIVE_INFINITY;
  let topicGone = false;
  const type = async (): Promise<Answered<unknown>> => {
    if (topicGone || clock.now() - typedAtMs < retypeMs) return notShown;
    const answer = await call(api.sendChatAction({ ...place, action: "typing" }));
    typedAtMs = clock.now();
    const elsewhere = placeInstead(answer, place);
    topicGone = isTopicGone(answer);
    if (!elsewhere) return answer;
    place = elsewhere;
    topicGone = false;
    typedAtMs = Number.NEGATIVE_INFINITY;
    return type();
  };
  return type;
}
