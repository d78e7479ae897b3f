/** A conversation as rows: days, service lines and bubbles grouped by who speaks. Pure. */
import type { SimMessage } from "../../../../emulators/telegram/control.ts";
import { serviceText } from "../model/service-text.ts";
import { dayKey } from "../model/time-text.ts";

export type BubbleRow = {
  readonly kind: "bubble";
  readonly key: string;
  /** One message, or the items of an album. */
  readonly messages: readonly [SimMessage, ...SimMessage[]];
  /** First and last of a run by one sender: the first shows the name, the last the tail. */
  readonly isFirst: boolean;
  readonly isLast: boolean;
};

export type Row =
  | { readonly kind: "day"; readonly key: string; readonly unixSeconds: number }
  | { readonly kind: "service"; readonly key: string; readonly text: string }
  | BubbleRow;

/** Messages further apart than this start a new run, as in Telegram's clients. */
const runSeconds = 600;

type Group = [SimMessage, ...SimMessage[]];

const joinAlbums = (messages: readonly SimMessage[]): Group[] => {
  const groups: Group[] = [];
  for (const message of messages) {
    const current = groups.at(-1);
    const album = message.media_group_id;
    if (current && album !== undefined && current[0].media_group_id === album)
      current.push(message);
    else groups.push([message]);
  }
  return groups;
};

const continuesRun = (before: Group | undefined, after: Group | undefined): boolean =>
  before !== undefined &&
  after !== undefined &&
  before[0].from?.id === after[0].from?.id &&
  dayKey(before[0].date) === dayKey(after[0].date) &&
  after[0].date - before[0].date < runSeconds &&
  serviceText(before[0]) === null &&
  serviceText(after[0]) === null;

const contentRow = (group: Group, isFirst: boolean, isLast: boolean): Row => {
  const key = `message:${group[0].message_id}`;
  const text = serviceText(group[0]);
  if (text !== null) return { kind: "service", key, text };
  return { kind: "bubble", key, messages: group, isFirst, isLast };
};

export const timeline = (messages: readonly SimMessage[]): Row[] => {
  const groups = joinAlbums(messages);
  return groups.flatMap((group, index) => {
    const before = groups[index - 1];
    const { date } = group[0];
    const newDay = before === undefined || dayKey(before[0].date) !== dayKey(date);
    const row = contentRow(
      group,
      !continuesRun(before, group),
      !continuesRun(group, groups[index + 1]),
    );
    if (!newDay) return [row];
    return [{ kind: "day" as const, key: `day:${dayKey(date)}`, unixSeconds: date }, row];
  });
};
