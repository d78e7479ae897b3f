/** What an answer has cost, below it: only for who has asked, only in the chat, and as the ledger has it. */
import { expect, test } from "vitest";
import { formatUsd } from "../../../lib/model/format-usd.ts";
import { nanoUsd } from "../../../lib/model/money.ts";
import { openChat } from "../chat.ts";
import { command } from "../choices.ts";
import { menus, press, told } from "../menus.ts";
import { echo } from "./echo.ts";
import { openPurse } from "./purse.ts";

test("stands below the answer once it is chosen, tools included, and Claude never reads it", async () => {
  const chat = await openChat();
  await chat.say(`${chat.tag} hello`);
  expect((await chat.answered(1))[0]).not.toContain("This answer");
  await command(chat, "/settings");
  const [menu] = await menus(chat);
  await told(await press(chat, menu, "Show"));
  const before = (await openPurse(chat.userId).settled()).length;
  await chat.script([
    { type: "text", text: "It is $5, or $6." },
    echo("blue", { costNanoUsd: 7_000_000 }),
  ]);
  await chat.say(`${chat.tag} what does it cost?`);
  const said = (await chat.answered(2))[1];
  const charged = (await openPurse(chat.userId).settled()).slice(before);
  const cost = nanoUsd(-charged.reduce((sum, { amountNanoUsd }) => sum + amountNanoUsd, 0));
  expect(cost).toBeGreaterThan(7_000_000);
  expect(said?.replaceAll("\\", "")).toMatch(/It is \$5, or \$6\./);
  expect(said?.replaceAll("\\", "")).toContain(`\n\n_This answer: ${formatUsd(cost, "en")}_`);
  await chat.say(`${chat.tag} thanks`);
  await chat.answered(3);
  expect(JSON.stringify(await chat.requests())).not.toContain("This answer");
});
