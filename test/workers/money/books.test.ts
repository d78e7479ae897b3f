/** What people and operators see of the books: /balance with its picture, /topup, /ledger. */
import { beforeAll, describe, expect, inject, test } from "vitest";
import { decodePng } from "../../support/decode-png.ts";
import { operatorId } from "../../support/workers-world.ts";
import { type Chat, eventually, openChat, post } from "../chat.ts";
import { menus, told } from "../menus.ts";
import { pressData } from "../modes.ts";
import { pause, resume } from "../stores.ts";
import { openOperatorsChat } from "./operators.ts";
import { openPurse, starterNanoUsd } from "./purse.ts";
import { openTill, pressed } from "./till.ts";

let operator: Chat;

beforeAll(async () => {
  operator = await openOperatorsChat();
});

/** The answer with these words, once it is there; other files' operators talk in the same chat. */
async function operatorHears(words: string, part: string): Promise<string> {
  const before = (await operator.plainAnswers()).length;
  await operator.say(words);
  return operatorIsTold(part, before);
}

function operatorIsTold(part: string, before = 0): Promise<string> {
  return eventually(async () => {
    const answers = (await operator.plainAnswers()).slice(before);
    expect(answers).toContainEqual(expect.stringContaining(part));
    return answers.findLast((answer) => answer.includes(part)) ?? "";
  });
}

describe("/balance", () => {
  test("says what is left, what was spent, what the last answer cost, and shows it", async () => {
    const { chat, purse } = await openTill();
    await purse.desk().charge([purse.charge(12_300_000, "1:1"), purse.charge(700_000, "1:2")]);
    await purse.settled();
    await chat.say("/balance");
    const photo = await eventually(async () => {
      const shown = (await chat.shown()).find(({ photo: sizes }) => sizes !== undefined);
      if (!shown) throw new Error("no picture yet");
      return shown;
    });
    const { caption = "" } = photo;
    expect(caption).toContain("Your balance: $19.987");
    expect(caption).toContain("🟧 today $0.013\n🟦 7 days $0.013\n⬜ 30 days $0.013");
    expect(caption).toContain("The last answer cost $0.013.");
    expect(caption).toMatch(/🔋 used · -\$0\.013\n.*👋 to begin with · \+\$20\.00/);
    const { width, height, shades } = await picture(photo.photo?.at(-1)?.file_id ?? "");
    const shadeAt = (x: number, y: number) => shades[y * width + x];
    expect([width, height]).toEqual([840, 260]);
    // Today's orange bar at the right, as high as there is room; and no other.
    expect([shadeAt(width - 40, 40), shadeAt(width - 40, 220)]).toEqual([0xe8, 0xe8]);
    expect([shadeAt(width - 70, 220), shadeAt(width - 40, 20)]).toEqual([255, 255]);
    await told(await pressed(chat, /Top up/));
    await eventually(async () =>
      expect((await menus(chat)).at(-1)?.buttons).toContainEqual(expect.stringContaining("⭐ 500")),
    );
  });

  test("before anything was spent is words alone, in the person's language", async () => {
    const { hears } = await openTill({ languageCode: "ru" });
    const said = await hears("/balance");
    expect(said).toMatch(/^Ваш баланс: 20,00\s\$/);
    expect(said).toMatch(
      /\n\d{1,2} \p{L}+\.? \d{4} г\., \d\d:\d\d · 👋 на первое время · \+20,00\s\$$/u,
    );
  });

  test("writes every figure as its reader does", async () => {
    const { chat, purse } = await openTill({ languageCode: "ru" });
    await purse.desk().charge([purse.charge(1_012_300_000)]);
    await purse.settled();
    await chat.say("/balance");
    const caption = await eventually(async () => {
      const [{ caption: said = "" } = {}] = (await chat.shown()).filter(({ photo }) => photo);
      expect(said).not.toBe("");
      return said.replaceAll("\u00a0", " ");
    });
    expect(caption).toContain("Ваш баланс: 18,9877 $");
    expect(caption).toContain("🟧 сегодня 1,0123 $\n🟦 за 7 дней 1,0123 $\n⬜ за 30 дней 1,0123 $");
    expect(caption).toContain("Последний ответ стоил 1,0123 $.");
    expect(caption).toMatch(/ г\., \d\d:\d\d · 🔋 использовано · -1,0123 \$\n/);
  });

  test("is known to the account while Postgres is away", async () => {
    const { hears } = await openTill();
    await pause("postgres");
    try {
      expect(await hears("/balance")).toMatch(/^Your balance: \$20\.00$/);
    } finally {
      await resume("postgres");
    }
  });
});

describe("/topup", () => {
  test("adds and takes to the nano-dollar, once per command however often Telegram sends it", async () => {
    const { purse, chat } = await openTill();
    const update = operator.update(`/topup ${chat.userId} 5,25`);
    await Promise.all([post(update), post(update), post(update)]);
    await post(update);
    await operatorIsTold(`Booked 5.25 for ${chat.userId}. Balance now: 25.25.`);
    await operatorHears(
      `/topup ${chat.userId} -30.000000001`,
      `Booked -30.000000001 for ${chat.userId}. Balance now: -4.750000001.`,
    );
    const operations = await purse.settled();
    const topups = operations.filter(({ kind }) => kind === "topup");
    expect(topups.map(({ amountNanoUsd }) => amountNanoUsd)).toEqual([
      5_250_000_000, -30_000_000_001,
    ]);
    expect(topups.map(({ key }) => key)[0]).toBe(`topup:${update.update_id}`);
    expect(topups[0]?.note).toBe(`admin ${operatorId}`);
  });

  test.each([
    ["/topup", "Write /topup"],
    ["/topup 5", "Write /topup"],
    ["/topup 1 5 6", "Write /topup"],
    ["/topup 1 five", "don't read that as an amount"],
    ["/topup 1 1,000", "a thousand, or one"],
    ["/topup 1 0.0000000001", "Nine decimals"],
    ["/topup 1 5000000", "a million"],
    ["/topup 1 0", "nothing at all"],
    ["/topup 1 5", "don't know that person"],
    ["/topup @nobody_has_it 5", "don't know that person"],
  ])("%s is refused kindly", async (words, answer) => {
    expect(await operatorHears(words, answer)).toContain(answer);
  });
});

describe("/ledger", () => {
  test("turns its pages where it stands, to the last nano-dollar", async () => {
    const { purse } = await openTill();
    for (let step = 1; step <= 11; step += 1) await purse.topup(step);
    const first = await operatorHears(`/ledger ${purse.userId}`, `Ledger of ${purse.userId}`);
    expect(first).toContain(`Ledger of ${purse.userId} · balance 20.000000066`);
    expect(first).toContain("#12 ");
    expect(first).toContain("topup 0.000000011 → 20.000000066");
    expect(first).not.toContain("#2 ");
    await told(await pressed(operator, /Older/));
    const shown = () => eventually(async () => (await menus(operator)).at(-1));
    await eventually(async () => {
      const page = await shown();
      expect(page?.text).toContain("#2 ");
      expect(page?.text).toContain("#1 ");
      expect(page?.text).not.toContain("#3 ");
      expect(page?.buttons).toEqual(["Newest »"]);
    });
    await told(await pressed(operator, /Newest/));
    await eventually(async () => expect((await shown())?.text).toContain("#12 "));
  });

  test("and /topup are unknown to everybody else, and so are their buttons", async () => {
    const stranger = await openChat();
    const { userId } = await openTill();
    for (const name of ["ledger", "topup"]) {
      await stranger.say(`/${name} ${userId} 5`);
      await eventually(async () =>
        expect(await stranger.plainAnswers()).toContain(
          `I don't know the command /${name}. /help lists the ones I know.`,
        ),
      );
    }
    expect(await pressData(stranger, `ledger:${userId}:newest`)).toContain("done its work");
    expect(await openPurse(userId).storedNanoUsd()).toBe(starterNanoUsd);
  });
});

async function picture(fileId: string) {
  const { port, controlKey } = inject("world").telegram;
  const response = await fetch(`http://127.0.0.1:${port}/sim/files/${fileId}`, {
    headers: { "x-sim-key": controlKey },
  });
  return decodePng(new Uint8Array(await response.arrayBuffer()));
}
