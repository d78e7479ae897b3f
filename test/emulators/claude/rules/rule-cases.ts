/** A rule as its tests tell it: one request that Claude takes and one that it refuses, both through the unmodified SDK. */
import type Anthropic from "@anthropic-ai/sdk";
import { describe, expect, test } from "vitest";
import type { OpenClaude } from "../open-claude.ts";
import { failureOf } from "../scripted-answers.ts";

export type Params = Anthropic.MessageCreateParamsNonStreaming;
export type RuleCase = {
  readonly rule: string;
  readonly accepts: Params;
  readonly refuses: Params;
  /** Default 400. */
  readonly status?: number;
  readonly says: string;
};

export function checkRules(cases: readonly RuleCase[], open: () => OpenClaude): void {
  describe.each(cases)("$rule", ({ accepts, refuses, status = 400, says }) => {
    test("accepted", async () => {
      const { stop_reason } = await ask(open(), accepts);
      expect(stop_reason).toBe("end_turn");
    });

    test("refused", async () => {
      const { status: got, apiMessage, requestID } = await failureOf(ask(open(), refuses));
      expect([got, apiMessage]).toEqual([status, expect.stringContaining(says)]);
      expect(requestID).toMatch(/^req_/);
    });
  });
}

// Streamed, because the SDK itself turns down plain requests with a large max_tokens.
export function ask({ client }: OpenClaude, params: Params): Promise<Anthropic.Message> {
  return client.messages.stream(params).finalMessage();
}
