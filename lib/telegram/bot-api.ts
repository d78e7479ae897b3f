/** Telegram's Bot API, set up once per isolate: each call gives a value that says whether Telegram answered, and what. */
import { Api, GrammyError, HttpError } from "grammy";
import type { ChatId } from "../model/ids.ts";

export type TelegramOptions = {
  readonly token: string;
  readonly apiRoot?: string | undefined;
  readonly timeoutSeconds?: number;
};

export type Answered<T> =
  | { readonly kind: "ok"; readonly value: T }
  /** Telegram said no: the call was not applied. */
  | {
      readonly kind: "refused";
      readonly code: number;
      readonly description: string;
      readonly retryAfterMs?: number;
      /** The group has become a supergroup, which has this id. */
      readonly migratedToChatId?: ChatId;
    }
  /** No answer: the call may have been applied or not. */
  | { readonly kind: "unknown"; readonly description: string };

/** Vendor's method, seen through {@link call}. No automatic retries: who calls knows what may be repeated. */
export type BotApi = Api["raw"];

/** A hung call must not hold a turn; Telegram itself gives up on the other side after about this long. */
const callTimeoutSeconds = 20;

export function openBotApi({ token, apiRoot, timeoutSeconds }: TelegramOptions): BotApi {
  const root = apiRoot === undefined ? {} : { apiRoot };
  return new Api(token, { ...root, timeoutSeconds: timeoutSeconds ?? callTimeoutSeconds }).raw;
}

export async function call<T>(request: Promise<T>): Promise<Answered<T>> {
  try {
    return { kind: "ok", value: await request };
  } catch (thrown) {
    if (thrown instanceof GrammyError) return refused(thrown);
    // grammY keeps the token out of an HttpError's message unless told otherwise.
    if (thrown instanceof HttpError) return { kind: "unknown", description: thrown.message };
    throw thrown;
  }
}

function refused(error: GrammyError): Answered<never> {
  const { error_code: code, description, parameters } = error;
  // A 5xx from Telegram's gateway says nothing about whether the call was applied.
  if (code >= 500) return { kind: "unknown", description };
  const { retry_after: retryAfter, migrate_to_chat_id: movedTo } = parameters;
  return {
    kind: "refused",
    code,
    description,
    ...(retryAfter === undefined ? {} : { retryAfterMs: retryAfter * 1000 }),
    ...(movedTo === undefined ? {} : { migratedToChatId: movedTo as ChatId }),
  };
}
