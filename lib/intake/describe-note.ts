/** What has no file and no text is told to Claude in words: a place, a contact, a poll, dice (Bot API, Message). */
import * as z from "zod";
import { displayName } from "../model/display-name.ts";
import { optionalPart } from "./optional-part.ts";
import type { MessageParts } from "./update-schema.ts";

const text = z.string();
const place = z.object({
  latitude: z.number(),
  longitude: z.number(),
  live_period: optionalPart(z.number()),
});
const sticker = z.object({ emoji: optionalPart(text) });
const venue = z.object({ location: place, title: text, address: text });
const contact = z.object({
  phone_number: text,
  first_name: text,
  last_name: optionalPart(text),
});
const poll = z.object({
  question: text,
  type: optionalPart(text),
  options: z.array(z.object({ text })),
});
const dice = z.object({ emoji: text, value: z.number() });
const game = z.object({ title: text, description: text });
const checklist = z.object({
  title: text,
  tasks: z.array(z.object({ text, completion_date: optionalPart(z.number()) })),
});

type Teller = (parts: MessageParts) => string | null;

/** A `venue` stands before the `location` that goes with it. */
const tellers: readonly Teller[] = [
  teller("sticker", sticker, ({ emoji = "without an emoji" }) => `Animated sticker ${emoji}`),
  teller(
    "venue",
    venue,
    ({ title, address, location }) => `Venue: ${title}, ${address} (${position(location)})`,
  ),
  teller(
    "location",
    place,
    (at) => `${at.live_period === undefined ? "Location" : "Live location"}: ${position(at)}`,
  ),
  teller("contact", contact, ({ first_name, last_name, phone_number }) => {
    const name = displayName({ firstName: first_name, ...(last_name && { lastName: last_name }) });
    return `Contact: ${name}, phone ${phone_number}`;
  }),
  teller("poll", poll, ({ question, type, options }) => {
    const what = type === "quiz" ? "Quiz" : "Poll";
    return `${what}: ${question} Options: ${options.map((option) => option.text).join("; ")}`;
  }),
  teller("dice", dice, ({ emoji, value }) => `Dice ${emoji}: ${value}`),
  teller("game", game, ({ title, description }) => `Game: ${title}. ${description}`),
  teller("checklist", checklist, ({ title, tasks }) => {
    const told = tasks.map((task) => `${task.text}${task.completion_date ? " (done)" : ""}`);
    return `Checklist: ${title}: ${told.join("; ")}`;
  }),
];

/** Null where the message is nothing of the kind. */
export function describeNote(parts: MessageParts): string | null {
  for (const tell of tellers) {
    const told = tell(parts);
    if (told !== null) return told;
  }
  return null;
}

function teller<T>(field: string, schema: z.ZodType<T>, tell: (part: T) => string): Teller {
  return (parts) => {
    const read = schema.safeParse(parts[field]);
    return read.success ? tell(read.data) : null;
  };
}

function position({ latitude, longitude }: z.infer<typeof place>): string {
  return `latitude ${latitude}, longitude ${longitude}`;
}
