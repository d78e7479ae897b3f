import { expect, test } from "vitest";
import { factsToTell } from "../../../lib/model/told-facts.ts";

const at = (time: string, name = "Ada") => ({ atMs: Date.parse(`2026-11-22T${time}Z`), name });
const morning = at("09:00:00");

test("a conversation that begins is told what time it is, and with whom", () => {
  expect(factsToTell(morning, undefined)).toEqual(morning);
});

test.each([
  ["a minute later", at("09:01:00")],
  ["just within the hour", at("09:59:59")],
])("%s nothing is news", (_when, now) => {
  expect(factsToTell(now, morning)).toBeNull();
});

test.each([
  ["an hour later", at("10:00:00"), morning],
  [
    "a minute later, on another day",
    at("00:00:30"),
    { ...at("23:59:30"), atMs: Date.parse("2026-11-21T23:59:30Z") },
  ],
  ["under another name", at("09:01:00", "Ada Byron"), morning],
])("%s it is told anew", (_when, now, before) => {
  expect(factsToTell(now, before)).toEqual(now);
});
