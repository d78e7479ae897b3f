/** A started emulator with an unmodified grammY on the bot's side and plain HTTP on the people's. */
import { Api, GrammyError } from "grammy";
import { type StartTelegram, startTelegram, type Telegram } from "../start-telegram.ts";

export const ADA = 1001;
export const BORIS = 1002;
export const CREW = -4001;
export const SHIPYARD = -1001000000001;
export const RIGGING = 2;

export type Rig = {
  readonly telegram: Telegram;
  readonly api: Api;
  /** GET without a body, POST with one; the parsed answer, whatever its status. */
  readonly sim: <T>(path: string, body?: unknown) => Promise<T>;
};

export async function startRig(options: StartTelegram = {}): Promise<Rig> {
  const telegram = await startTelegram(options);
  const api = new Api(telegram.token, { apiRoot: telegram.apiRoot });
  const sim = async <T>(path: string, body?: unknown): Promise<T> => {
    const response = await fetch(`${telegram.url}/sim${path}`, {
      headers: { "x-sim-key": telegram.controlKey, "content-type": "application/json" },
      ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }),
    });
    return (await response.json()) as T;
  };
  return { telegram, api, sim };
}

/** The description of the refusal; fails where Telegram took the call. */
export async function refusal(call: Promise<unknown>): Promise<string> {
  const error = await refusalError(call);
  return error.description;
}

export async function refusalError(call: Promise<unknown>): Promise<GrammyError> {
  try {
    await call;
  } catch (error) {
    if (error instanceof GrammyError) return error;
    throw error;
  }
  throw new Error("Telegram accepted a call that it should refuse");
}

/** The smallest PNG header that states a size; the emulator reads no further. */
export function png(width: number, height: number): Uint8Array {
  const bytes = Buffer.alloc(64);
  bytes.writeUInt32BE(0x89504e47, 0);
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
}
