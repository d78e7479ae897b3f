/** `npm run say` against the Telegram emulator and a bot of the test's own: what is printed, and when it gives up. */
import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { Api } from "grammy";
import type { Message, Update } from "grammy/types";
import { expect, onTestFinished, test } from "vitest";
import { startTelegram } from "../emulators/telegram/start-telegram.ts";
import { publishAddresses } from "./running-file.ts";
import { emptyFolder, type Running, runScript } from "./support/run-script.ts";

type Rig = { readonly say: (...args: string[]) => Running; readonly folder: string };

/** `answer` gets each message; a false makes the webhook refuse it. */
async function rig(answer: (message: Message, api: Api) => Promise<boolean>): Promise<Rig> {
  const telegram = await startTelegram({ hurry: 1000 });
  const api = new Api(telegram.token, { apiRoot: telegram.apiRoot });
  const bot = createServer(async (request, response) => {
    const { message } = JSON.parse(await text(request)) as Update;
    const accepted = message === undefined || (await answer(message, api));
    response.writeHead(accepted ? 200 : 500).end();
  }).listen(0, "127.0.0.1");
  await once(bot, "listening");
  onTestFinished(async () => {
    await telegram.stop();
    bot.close();
  });
  await api.setWebhook(`http://127.0.0.1:${(bot.address() as AddressInfo).port}`);

  const folder = await emptyFolder();
  const dataDir = join(folder, ".ferry");
  await mkdir(dataDir);
  await publishAddresses(dataDir, {
    pid: process.pid,
    addresses: {
      pageUrl: telegram.pageUrl,
      telegramUrl: telegram.url,
      telegramControlKey: telegram.controlKey,
      workerUrl: "http://127.0.0.1:9",
    },
  });
  return { folder, say: (...args) => runScript("say.ts", args, folder) };
}

test("only the answer is on stdout, drafts do not show twice, buttons are listed", async () => {
  const { say } = await rig(async ({ chat }, api) => {
    for (const draft of ["Good", "Good morning", "Good morning, Ada"]) {
      await api.raw.sendMessageDraft({ chat_id: chat.id, draft_id: 7, text: draft });
    }
    await api.sendMessage(chat.id, "Good morning, Ada!", {
      reply_markup: { inline_keyboard: [[{ text: "Retry", callback_data: "r" }]] },
    });
    return true;
  });
  const running = say("hello");
  expect(await running.exit).toBe(0);
  expect(running.output).toEqual({ stdout: "Good morning, Ada!\n[Retry]\n", stderr: "" });
});

test("an answer in several rich messages comes out in order, as the markdown it was sent as", async () => {
  const { say } = await rig(async ({ chat }, api) => {
    for (const markdown of ["# One", "**two**"]) {
      await api.raw.sendRichMessage({ chat_id: chat.id, rich_message: { markdown } });
    }
    return true;
  });
  const running = say("hello");
  expect(await running.exit).toBe(0);
  expect(running.output.stdout).toBe("# One\n**two**\n");
});

test("an answer that grows by edits shows once, however long it pauses between them", async () => {
  const { say } = await rig(async ({ chat }, api) => {
    const reply_markup = { inline_keyboard: [[{ text: "Stop", callback_data: "stop:7" }]] };
    const edit = (text: string, more = {}) => {
      const { message_id } = sent;
      return api.raw.editMessageText({ chat_id: chat.id, message_id, text, ...more });
    };
    const sent = await api.sendMessage(chat.id, "Good", { reply_markup });
    setTimeout(() => {
      edit("Good morning", { reply_markup })
        .then(() => edit("Good morning, Ada!"))
        .catch((error: unknown) => console.error(error));
    }, 1500);
    return true;
  });
  const running = say("hello");
  expect(await running.exit).toBe(0);
  expect(running.output).toEqual({ stdout: "Good morning, Ada!\n", stderr: "" });
});

test("several texts and a file reach the bot in the order of the command line", async () => {
  const heard: string[] = [];
  const { say, folder } = await rig(async (message, api) => {
    heard.push(message.document?.file_name ?? message.text ?? "");
    if (message.text === "last") await api.sendMessage(message.chat.id, "all there");
    return true;
  });
  await writeFile(join(folder, "notes.md"), "# Notes");
  const running = say("caption", "middle", "last", "--file", "notes.md");
  expect(await running.exit).toBe(0);
  expect(heard).toEqual(["notes.md", "middle", "last"]);
});

test("a webhook that refuses is named instead of waiting for an answer", async () => {
  const { say } = await rig(async () => false);
  const running = say("hello");
  expect(await running.exit).toBe(1);
  expect(running.output.stderr).toBe("The message did not arrive: the webhook answers 500.\n");
});
