/** Ada, writing to the running worker as through her own Telegram; what the bot sent her is read back. */
import { neon, neonConfig } from "@neondatabase/serverless";
import { vi } from "vitest";
import { controlClaude } from "../emulators/claude/control-client.ts";
import type {
  RecordedCall,
  RecordedDelivery,
  UploadedFile,
} from "../emulators/telegram/control.ts";
import { SimClient } from "../playground/sim-client.ts";
import type { Stack } from "../playground/stack.ts";

const adaId = 1001;
const waitMs = 30_000;

export type Person = ReturnType<typeof openPerson>;

export function openPerson(stack: Stack) {
  const { telegram, claude, postgres } = stack;
  if (!claude) throw new Error("these tests need the Claude stand-in");
  const sim = new SimClient(telegram.url, telegram.controlKey);
  // The driver knows its endpoint only globally; these tests run one world at a time.
  neonConfig.fetchEndpoint = postgres.fetchEndpoint;
  const sql = neon(postgres.databaseUrl);

  async function calls(method: string): Promise<RecordedCall[]> {
    const { calls } = await sim.get<{ calls: RecordedCall[] }>("/sim/calls");
    return calls.filter(
      (call) => call.method === method && call.ok && call.params.chat_id === adaId,
    );
  }

  async function answers(): Promise<string[]> {
    return (await calls("sendRichMessage")).map(
      (call) => (call.params.rich_message as { markdown: string }).markdown,
    );
  }

  return {
    threadId: `${adaId}:0:${adaId}`,
    claude: controlClaude(claude),
    sql,
    answers,
    say: (text: string) => sim.post("/sim/messages", { chatId: adaId, userId: adaId, text }),

    send: (file: UploadedFile, caption: string) =>
      sim.post("/sim/messages", { chatId: adaId, userId: adaId, text: caption, files: [file] }),

    /** Resolves when Telegram got its 200 for the update that carries this text. */
    async acknowledged(text: string): Promise<void> {
      await vi.waitUntil(
        async () => {
          const { deliveries } = await sim.get<{ deliveries: RecordedDelivery[] }>(
            "/sim/deliveries",
          );
          return deliveries.some(
            ({ status, update }) => status === 200 && update.message?.text === text,
          );
        },
        { timeout: waitMs, interval: 5 },
      );
    },

    /** Resolves with all answers when there are so many. */
    async answered(count: number): Promise<string[]> {
      await vi.waitUntil(async () => (await answers()).length >= count, {
        timeout: waitMs,
        interval: 20,
      });
      return answers();
    },

    /** Resolves when a draft has shown this text. */
    async sawDraft(text: string): Promise<void> {
      await vi.waitUntil(
        async () =>
          (await calls("sendRichMessageDraft")).some((call) =>
            JSON.stringify(call.params).includes(text),
          ),
        { timeout: waitMs, interval: 10 },
      );
    },

    /** Without the note that tells the time. */
    async storedMessages(): Promise<{ role: string; text: string }[]> {
      const rows = await sql.query(
        "select role, blocks from messages where thread_id = $1 order by epoch, seq",
        [`${adaId}:0:${adaId}`],
      );
      return rows.map(({ role, blocks }) => ({
        role,
        text: (blocks as { text?: string }[])
          .map((block) => block.text ?? "")
          .filter((text) => !text.startsWith("[It is "))
          .join("|"),
      }));
    },

    /** Resolves when Postgres has so many of the thread's messages. */
    async stored(count: number): Promise<{ role: string; text: string }[]> {
      await vi.waitUntil(async () => (await this.storedMessages()).length >= count, {
        timeout: waitMs,
        interval: 50,
      });
      return this.storedMessages();
    },
  };
}
