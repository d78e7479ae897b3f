import { expect, test } from "vitest";
import {
  isOpen,
  madeFileMoves,
  nextMadeFileState,
  userFileMoves,
} from "../../../lib/files/file-states.ts";

const made = ["pending", "previewed", "delivered", "discarded", "expired"] as const;
const madeEvents = ["preview", "deliver", "discard", "expire"] as const;

test("a made file ends once, whatever comes after, and can be looked at until then", () => {
  const moves = made.map((state) => madeEvents.map((event) => nextMadeFileState(state, event)));
  expect(moves).toEqual([
    ["previewed", "delivered", "discarded", "expired"],
    ["previewed", "delivered", "discarded", "expired"],
    [null, null, null, null],
    [null, null, null, null],
    [null, null, null, null],
  ]);
  expect(made.filter(isOpen)).toEqual(["pending", "previewed"]);
});

test("a person's file goes to Claude and comes back from Telegram, never back to where nobody had it", () => {
  expect(userFileMoves).toEqual({
    received: { upload: "uploaded", refetch: "refetched" },
    uploaded: { expire: "expired", refetch: "refetched" },
    expired: { refetch: "refetched" },
    refetched: { upload: "uploaded", refetch: "refetched" },
  });
});

test("the table holds every state, and names every object has are no events", () => {
  expect(Object.keys(madeFileMoves)).toEqual([...made]);
  expect(nextMadeFileState("delivered", "constructor" as "deliver")).toBeNull();
});
