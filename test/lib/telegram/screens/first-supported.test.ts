/** The best screen that Telegram knows, tried from the best on. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { richDraft, textDraft } from "../../../../lib/telegram/screens/draft.ts";
import { firstSupported } from "../../../../lib/telegram/screens/first-supported.ts";
import type { Screen } from "../../../../lib/telegram/screens/screen.ts";
import { type Screens, show, startScreens, title, words } from "./screen-chat.ts";

let screens: Screens;
beforeAll(async () => {
  screens = await startScreens();
});
afterAll(() => screens.stop());

describe("the best screen there is", () => {
  const fake = (name: string, shown: string[], code: number | null): Screen => ({
    pace: { intervalMs: name.length, keepAliveMs: 1 },
    show: async () => {
      shown.push(name);
      return code === null
        ? { kind: "ok", value: true }
        : { kind: "refused", code, description: "Not Found: method not found" };
    },
  });

  test("gives way for good to the next where Telegram does not know it", async () => {
    const shown: string[] = [];
    const screen = firstSupported([fake("rich", shown, 404), fake("plain", shown, null)]);
    expect(screen.pace.intervalMs).toBe(4);
    for (let frame = 0; frame < 2; frame += 1) await show(screen, words);
    expect(shown).toEqual(["rich", "plain", "plain"]);
    expect(screen.pace.intervalMs).toBe(5);
  });

  test("stays where a frame is only put off", async () => {
    const shown: string[] = [];
    const screen = firstSupported([fake("rich", shown, 429), fake("plain", shown, null)]);
    for (let frame = 0; frame < 2; frame += 1) await show(screen, words);
    expect(shown).toEqual(["rich", "rich"]);
  });

  test("where none is left nothing is shown, and nothing is tried again", async () => {
    const shown: string[] = [];
    const screen = firstSupported([fake("rich", shown, 404)]);
    expect(await show(screen, words)).toMatchObject({ kind: "unknown" });
    expect(shown).toEqual(["rich"]);
  });

  test("in a chat without drafts is the message that is edited", async () => {
    const group = await screens.newChat("supergroup");
    const draft = { api: screens.api, draft: group.draft, title };
    const shown: string[] = [];
    const screen = firstSupported([richDraft(draft), textDraft(draft), fake("edit", shown, null)]);
    await show(screen, words);
    expect(shown).toEqual(["edit"]);
  });
});
