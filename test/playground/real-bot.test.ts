/** A real bot served from the playground; a second emulator plays api.telegram.org. */
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { Api } from "grammy";
import type { Update } from "grammy/types";
import { expect, onTestFinished, test } from "vitest";
import { startTelegram, type Telegram } from "../emulators/telegram/start-telegram.ts";
import { pollRealBot } from "./real-bot-polling.ts";
import { describeMessage } from "./sent-text.ts";
import { SimClient } from "./sim-client.ts";
import { playgroundFolder } from "./support/playground-folder.ts";

const ADA = 1001;
const BORIS = 1002;
const LIMIT_MS = 120_000;

async function realTelegram() {
  const telegram = await startTelegram();
  onTestFinished(() => telegram.stop());
  const api = new Api(telegram.token, { apiRoot: telegram.apiRoot });
  const sim = new SimClient(telegram.url, telegram.controlKey);
  const write = (userId: number, text: string) =>
    sim.post("/sim/messages", { chatId: userId, userId, text });
  return { telegram, api, sim, write };
}

/** Listens from now on; the returned function resolves with the bot's next message in the chat. */
async function listenFor(sim: SimClient, chatId: number): Promise<() => Promise<string>> {
  const found = new AbortController();
  const events = sim.events(found.signal);
  await events.next();
  return async () => {
    let said = "";
    for await (const event of events) {
      const isAnswer = event.type === "message" && event.message.from?.is_bot === true;
      if (!isAnswer || event.message.chat.id !== chatId) continue;
      said = describeMessage(event.message);
      found.abort();
    }
    return said;
  };
}

function devVarsFor({ token, apiRoot }: Telegram): string {
  return `TELEGRAM_BOT_TOKEN=${token}\nTELEGRAM_API_ROOT=${apiRoot}\n`;
}

test(
  "a bot with a webhook is only taken over when told to, answers, and gets its webhook back",
  async () => {
    const { telegram, api, sim, write } = await realTelegram();
    const deployed = "http://127.0.0.1:9/telegram/webhook";
    await api.setWebhook(deployed, { secret_token: "s3cret", allowed_updates: ["message"] });
    const { folder, start, say } = await playgroundFolder();
    await writeFile(join(folder, ".dev.vars"), devVarsFor(telegram));

    const refused = start();
    expect(await refused.exit).toBe(1);
    expect(refused.output.stderr).toContain("already has a webhook at 127.0.0.1:9");
    expect((await api.getWebhookInfo()).url).toBe(deployed);

    const serving = start("--take-over");
    await serving.says("Ferry is ready");
    expect(serving.output.stdout).toContain("ANYONE who finds it can use it");
    const answered = await listenFor(sim, ADA);
    await write(ADA, "hello from the real Telegram");
    await answered();
    const emulated = say("hello from the chat page");
    expect(await emulated.exit).toBe(0);
    const free = await listenFor(sim, ADA);
    await write(ADA, "/balance");
    expect(await free()).toContain("Nothing costs anything here");

    serving.child.kill("SIGINT");
    expect(await serving.exit).toBe(0);
    expect(await api.getWebhookInfo()).toMatchObject({
      url: deployed,
      allowed_updates: ["message"],
    });
    expect(serving.output.stderr).toContain("WITHOUT its secret");
  },
  LIMIT_MS,
);

test("a token Telegram does not know is refused before anything starts", async () => {
  const { telegram } = await realTelegram();
  const { folder, start } = await playgroundFolder();
  const wrong = { ...telegram, token: "1234567890:AAAAAAAAAAAAAAAAAAAA" };
  await writeFile(join(folder, ".dev.vars"), devVarsFor(wrong));
  const running = start();
  expect(await running.exit).toBe(1);
  expect(running.output.stderr).toMatch(/^TELEGRAM_BOT_TOKEN of \.dev\.vars was not accepted/);
  expect(running.output.stderr).not.toContain("AAAA");
});

test("an update the worker refuses comes again before the next one of its chat, and holds up no other chat", async () => {
  const { api, write } = await realTelegram();
  const heard: string[] = [];
  const complete = Promise.withResolvers<void>();
  const webhook = createServer(async (request, response) => {
    const update = JSON.parse(await text(request)) as Update;
    const said = update.message?.text ?? "";
    response.statusCode = said === "first" && !heard.includes("first") ? 503 : 200;
    heard.push(said);
    response.end(() => heard.length === 4 && complete.resolve());
  }).listen(0, "127.0.0.1");
  onTestFinished(() => void webhook.close());
  await once(webhook, "listening");
  for (const text of ["first", "second"]) await write(ADA, text);
  await write(BORIS, "other chat");

  const stopping = new AbortController();
  const reports: string[] = [];
  const { port } = webhook.address() as AddressInfo;
  const polling = pollRealBot({
    api,
    webhook: { url: `http://127.0.0.1:${port}`, maxConnections: 40 },
    report: (line) => reports.push(line),
    signal: stopping.signal,
  });
  await complete.promise;
  stopping.abort();
  await polling;

  expect(heard.filter((text) => text !== "other chat")).toEqual(["first", "first", "second"]);
  expect(heard).toContain("other chat");
  expect(reports).toEqual([expect.stringContaining("503")]);
  expect(await api.getUpdates({ timeout: 0 })).toEqual([]);
});
