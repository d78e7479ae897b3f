/** Runs one Bot API call from raw parameters to the JSON answer, with faults and recording. */
import { ApiError } from "./api-error.ts";
import type { Fault } from "./control.ts";
import type { Emulator } from "./emulator.ts";
import type { Params } from "./methods/method.ts";
import { findMethod } from "./methods/method-table.ts";

export type CallAnswer =
  | { readonly kind: "answer"; readonly status: number; readonly body: object }
  /** The caller's connection is reset. */
  | { readonly kind: "reset" };

export async function callBotApi(
  emulator: Emulator,
  method: string,
  params: Params,
): Promise<CallAnswer> {
  const fault = emulator.faults.strike(method, params);
  if (fault?.kind === "delay") await new Promise((done) => setTimeout(done, fault.delayMs));
  try {
    if (fault?.kind === "lost_call") throw new ApiError(0, "connection reset before the call");
    if (fault?.kind === "error") throw orderedError(fault);
    const result = await run(emulator, method, params);
    record(emulator, { method, params, error: null });
    if (fault?.kind === "lost_answer") return { kind: "reset" };
    return { kind: "answer", status: 200, body: { ok: true, result } };
  } catch (error) {
    const known = asApiError(error);
    record(emulator, { method, params, error: known });
    return known.code === 0 ? { kind: "reset" } : refusal(known);
  }
}

export function refusal(error: ApiError): CallAnswer {
  const { code, message: description, parameters } = error;
  return {
    kind: "answer",
    status: code,
    body: { ok: false, error_code: code, description, ...(parameters && { parameters }) },
  };
}

async function run(emulator: Emulator, name: string, params: Params): Promise<unknown> {
  const method = findMethod(name);
  if (method === undefined) throw new ApiError(404, "Not Found: method not found");
  return method.run(emulator, params);
}

function orderedError(fault: Extract<Fault, { kind: "error" }>): ApiError {
  const seconds = fault.retryAfterSeconds;
  const parameters = seconds === undefined ? undefined : { retry_after: seconds };
  return new ApiError(fault.code, fault.description, parameters);
}

function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  console.error("The Telegram emulator failed:", error);
  return new ApiError(500, "Internal Server Error");
}

type Ended = {
  readonly method: string;
  readonly params: Params;
  readonly error: ApiError | null;
};

function record(emulator: Emulator, { method, params, error }: Ended): void {
  emulator.recorder.call({
    atMs: emulator.world.now(),
    method: findMethod(method)?.name ?? method,
    params: readable(params),
    ok: error === null,
    ...(error === null ? {} : { errorCode: error.code, description: error.message }),
  });
}

/** Files become their name, type and size, so that a record is plain JSON. */
function readable(params: Params): Record<string, unknown> {
  const entries = Object.entries(params).map(([name, value]) => {
    if (!(value instanceof File)) return [name, value];
    return [name, { name: value.name, mimeType: value.type, sizeBytes: value.size }];
  });
  return Object.fromEntries(entries);
}
