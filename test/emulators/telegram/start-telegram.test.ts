/** The doors of the emulator: who may come in, and what is left after a restart. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ChatEvent, Snapshot } from "./control.ts";
import { ADA, type Rig, SHIPYARD, startRig } from "./testing/rig.ts";

let dir: string;
let rig: Rig;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "telegram-"));
  await writeFile(join(dir, "index.html"), "<title>Chats</title>");
  await writeFile(join(dir, "page.js"), "export {};");
  rig = await startRig({ pageDir: dir, dataDir: join(dir, "data") });
});
afterEach(async () => {
  await rig.telegram.stop();
  await rm(dir, { recursive: true });
});

const open = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${rig.telegram.url}${path}`, { headers });

describe("the chat page", () => {
  test("opens with the printed address and signs the browser in", async () => {
    const page = await fetch(rig.telegram.pageUrl);
    expect(await page.text()).toContain("Chats");
    const cookie = page.headers.get("set-cookie") ?? "";
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Strict/);
    const signedIn = { cookie: cookie.split(";")[0] ?? "" };
    expect((await open("/", signedIn)).status).toBe(200);
    const script = await open("/page.js", signedIn);
    expect(script.headers.get("content-type")).toContain("text/javascript");
    expect((await open("/sim/state", signedIn)).status).toBe(200);
  });

  test("stays closed without the key, and serves nothing outside its folder", async () => {
    expect((await open("/")).status).toBe(403);
    expect((await open("/?key=guess")).status).toBe(403);
    const key = { "x-sim-key": rig.telegram.controlKey };
    expect((await open("/..%2f..%2fetc%2fpasswd", key)).status).toBe(404);
  });
});

describe("the control side", () => {
  test("refuses callers without the key and pages of other sites", async () => {
    expect((await open("/sim/state")).status).toBe(403);
    const key = { "x-sim-key": rig.telegram.controlKey };
    expect((await open("/sim/state", { ...key, origin: "http://evil.example" })).status).toBe(403);
    expect(await statusWithHost("evil.example")).toBe(403);
  });

  test("refuses forms, which any page could post", async () => {
    const response = await fetch(`${rig.telegram.url}/sim/messages`, {
      method: "POST",
      headers: { "x-sim-key": rig.telegram.controlKey, "content-type": "text/plain" },
      body: JSON.stringify({ chatId: ADA, userId: ADA, text: "x" }),
    });
    expect(response.status).toBe(400);
  });

  test("tells what happens as it happens, beginning with everything there is", async () => {
    const events = eventsOf(rig);
    expect((await events.next()).value).toMatchObject({
      type: "snapshot",
      snapshot: { users: [{ id: ADA }, {}, {}] },
    });
    await rig.api.sendMessage(ADA, "hello");
    expect((await events.next()).value).toMatchObject({
      type: "message",
      message: { text: "hello" },
    });
    await rig.api.sendChatAction(ADA, "typing");
    expect((await events.next()).value).toEqual({
      type: "action",
      chatId: ADA,
      topicId: 0,
      action: "typing",
    });
    await events.return(undefined);
  });
});

describe("a restarted emulator", () => {
  test("remembers people, chats, messages, files and what the bot has not heard", async () => {
    const base64 = Buffer.from("manifest").toString("base64");
    const files = [{ name: "cargo.txt", mimeType: "text/plain", base64, as: "document" }];
    await rig.sim("/messages", { chatId: ADA, userId: ADA, text: "keep this", files });
    await rig.sim("/topics", { chatId: SHIPYARD, name: "Paint" });
    await rig.api.setWebhook("http://127.0.0.1:9/webhook", { allowed_updates: ["message"] });
    const before = await rig.sim<Snapshot>("/state");
    await rig.telegram.stop();
    rig = await startRig({ dataDir: join(dir, "data"), token: rig.telegram.token });
    expect(await rig.sim("/state")).toEqual(before);
    const { url, pending_update_count, allowed_updates } = await rig.api.getWebhookInfo();
    expect({ url, pending_update_count, allowed_updates }).toEqual({
      url: "http://127.0.0.1:9/webhook",
      pending_update_count: 2,
      allowed_updates: ["message"],
    });
    await rig.api.deleteWebhook();
    const [update] = await rig.api.getUpdates();
    const { file_path } = await rig.api.getFile(update?.message?.document?.file_id ?? "");
    const file = await open(`/file/bot${rig.telegram.token}/${file_path}`);
    expect(await file.text()).toBe("manifest");
  });
});

async function* eventsOf({ telegram }: Rig): AsyncGenerator<ChatEvent, void, undefined> {
  const response = await fetch(`${telegram.url}/sim/events`, {
    headers: { "x-sim-key": telegram.controlKey },
  });
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of response.body ?? []) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      if (line.startsWith("data:")) yield JSON.parse(line.slice("data:".length)) as ChatEvent;
    }
  }
}

/** fetch sets Host by itself; a rebinding browser would send another. */
async function statusWithHost(host: string): Promise<number | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<number | undefined>();
  const headers = { host, "x-sim-key": rig.telegram.controlKey };
  request({ host: "127.0.0.1", port: rig.telegram.port, path: "/sim/state", headers })
    .on("response", (response) => resolve(response.statusCode))
    .on("error", reject)
    .end();
  return promise;
}
