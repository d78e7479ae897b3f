/** Draws the pictures in `screenshots/`: `node test/playground/chat/screenshots.ts`. */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import type { SimChat } from "../../emulators/telegram/control.ts";
import { type ChatStage, startChatStage } from "./open-chat-page.ts";
import { shootMoney } from "./shoot-money.ts";
import { sayAs } from "./stage-helpers.ts";

const outDir = join(import.meta.dirname, "screenshots");
const adaId = 1001;

const answer = `## Tides in one picture
The **Moon** pulls harder on the near side of the Earth than on the far side; what is left after the
mean pull is the *tidal acceleration*:

$$a_{\\text{tide}} \\approx \\frac{2\\,G M r}{d^{3}}$$

| Body | Distance | Relative pull |
|:-----|---------:|:-------------:|
| Moon | 384 400 km | **1.00** |
| Sun | 149.6 Mkm | 0.46 |

- [x] Spring tide: both in line, $1.46$ together
- [ ] Neap tide: at right angles

\`\`\`python
def tide(mass, distance, radius=6.371e6):
    return 2 * 6.674e-11 * mass * radius / distance**3
\`\`\`
The cube is why the *near, small* Moon wins over the *far, huge* Sun.[^1]

[^1]: The Sun pulls 180 times harder, but 390 times more evenly.
`;

const findForum = async ({ telegram }: ChatStage): Promise<SimChat> => {
  const response = await fetch(`${telegram.url}/sim/state`, {
    headers: { "x-sim-key": telegram.controlKey },
  });
  const state = (await response.json()) as { readonly chats: readonly SimChat[] };
  const forum = state.chats.find((chat) => chat.isForum);
  if (!forum) throw new Error("The emulator starts with a forum; there is none.");
  return forum;
};

const tellPrivateStory = async (stage: ChatStage): Promise<void> => {
  const { api } = stage;
  await sayAs(stage, { chatId: 1003, userId: 1003, text: "Could you check the manifest?" });
  await api.sendMessage(1003, "All 214 containers match. Two arrive a day late.");
  await sayAs(stage, { chatId: 1002, userId: 1002, text: "Спасибо! 🚢" });
  await sayAs(stage, { chatId: adaId, userId: adaId, text: "Why are there two tides a day?" });
  await sayAs(stage, { chatId: adaId, userId: adaId, text: "With the formula, please 🌊" });
  await api.sendRichMessage(
    adaId,
    { markdown: answer },
    {
      reply_markup: {
        inline_keyboard: [
          [
            { text: "🔁 Try again", callback_data: "again" },
            { text: "📈 Plot it", callback_data: "plot" },
          ],
        ],
      },
    },
  );
};

const tellForumStory = async (stage: ChatStage, forum: SimChat): Promise<number> => {
  const topicId = forum.topics.find((topic) => topic.name === "Rigging")?.id ?? 1;
  const place = { chatId: forum.id, topicId };
  await sayAs(stage, { ...place, userId: 1002, text: "The main halyard slips under load again." });
  await sayAs(stage, { ...place, userId: 1003, text: "Third time this week. Same cleat?" });
  await sayAs(stage, {
    ...place,
    userId: adaId,
    text: `@${stage.telegram.bot.username} what rope would you take for 450 kg working load?`,
  });
  await stage.api.sendRichMessage(
    forum.id,
    {
      markdown: `For **450 kg** working load, with a safety factor of $5$, look for a breaking load of at least $450 \\cdot 5 = 2250$ kg:

| Rope | ⌀ | Breaking load |
|:-----|--:|--------------:|
| Polyester braid | 12 mm | 3 400 kg |
| **Dyneema SK78** | **8 mm** | **5 300 kg** |
| Nylon | 12 mm | 3 100 kg |

> Nylon stretches up to 20 %: fine for anchors, wrong for a halyard.

Replace the cleat too: a worn one slips with *any* rope.`,
    },
    { message_thread_id: topicId },
  );
  await sayAs(stage, { ...place, userId: 1002, text: "Dyneema it is. Ordering 40 m 👍" });
  return topicId;
};

const shoot = async (page: Page, name: string): Promise<void> => {
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(outDir, `${name}.png`), animations: "disabled" });
};

const run = async (): Promise<void> => {
  await mkdir(outDir, { recursive: true });
  const stage = await startChatStage();
  try {
    const forum = await findForum(stage);
    await stage.api.setMyCommands([
      { command: "start", description: "Say hello" },
      { command: "new", description: "Forget this conversation and begin another" },
      { command: "help", description: "What Ferry can do" },
    ]);
    await tellPrivateStory(stage);
    const topicId = await tellForumStory(stage, forum);
    const light = await stage.openPage({ viewport: { width: 1120, height: 860 } });
    await light.locator(`[data-chat="${adaId}"]`).click();
    await light.locator(".katex").first().waitFor();
    await shoot(light, "private-light");
    const dark = await stage.openPage({
      viewport: { width: 1120, height: 810 },
      colorScheme: "dark",
    });
    await dark.locator(`[data-chat="${forum.id}"]`).click();
    await dark.locator(`[data-topic="${topicId}"]`).click();
    await dark.locator(".rich table").waitFor();
    await shoot(dark, "forum-dark");
    const phone = await stage.openPage({ viewport: { width: 390, height: 780 } });
    await phone.locator(`[data-chat="${adaId}"]`).click();
    await phone.locator(".katex").first().waitFor();
    await shoot(phone, "phone");
  } finally {
    await stage.close();
  }
};

await run();
await shootMoney((page) => shoot(page, "money"));
