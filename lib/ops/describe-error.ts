/** Turns a caught `unknown` into fields for the log: name, code and message, never a stack or content. */
import { AppError } from "../model/app-error.ts";
import { redact } from "./redact.ts";

export type ErrorFields = {
  readonly error: string;
  readonly code?: string;
  readonly cause?: string;
};

export function describeError(thrown: unknown): ErrorFields {
  if (!(thrown instanceof Error)) return { error: redact(String(thrown)) };
  const fields = { error: redact(`${thrown.name}: ${thrown.message}`) };
  if (!(thrown instanceof AppError)) return fields;
  const cause = thrown.cause instanceof Error ? { cause: redact(thrown.cause.message) } : {};
  return { ...fields, ...cause, code: thrown.code };
}
