/** A moment as its reader writes it, in UTC: Telegram does not tell where a person is. */
import { knownLocale } from "./known-locale.ts";

/** `locale` as Telegram reports it; English where it is no locale. */
export function formatMoment(ms: number, locale: string): string {
  return new Intl.DateTimeFormat(knownLocale(locale), {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone: "UTC",
  }).format(ms);
}

export function formatDay(ms: number, locale: string): string {
  return new Intl.DateTimeFormat(knownLocale(locale), {
    dateStyle: "medium",
    timeZone: "UTC",
  }).format(ms);
}
