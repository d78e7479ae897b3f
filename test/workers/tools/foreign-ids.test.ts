/** Claude names files of another person, paths and ids it has guessed: no tool gives it anything of them. */
import { expect, test } from "vitest";
import { openChat } from "../chat.ts";
import { call, enrich, expectNothing, guesses, turn } from "./file-thief.ts";

test("another person's files are theirs, and nobody else's, whatever tool is asked and whatever the name", async () => {
  const ada = await enrich(await openChat());
  expect(ada.ids).toHaveLength(4);
  expect(ada.keys.length).toBeGreaterThan(0);
  const own = await turn(
    ada.chat,
    ada.ids.map((id) => call("preview_file", { file_id: id })),
  );
  expect(own.map(({ is_error }) => is_error ?? false)).toEqual(ada.ids.map(() => false));

  const eve = await openChat();
  await expectNothing(eve, [...ada.ids, ...ada.keys.slice(0, 1).flatMap(guesses)]);
  expect(JSON.stringify(await eve.requests())).not.toContain(ada.chat.tag);
}, 120_000);
