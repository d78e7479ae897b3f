/** Signs what must come back unchanged: thinking to its text, model and everything before it; a summary to its words. */
import { createHmac } from "node:crypto";

export type SignedThinking = {
  readonly model: string;
  /** The text as the client received it: empty where it was omitted. */
  readonly thinking: string;
  /** Running hash of all blocks before it: tools, system, messages, and the answer so far. */
  readonly prefixHash: string;
};

export type SignatureFinding = "valid" | "other_model" | "other_conversation" | "modified";

export class Signer {
  readonly #secret: string;

  constructor(secret: string) {
    this.#secret = secret;
  }

  /** `model.text.prefix`: three parts, so that a check can tell which of them no longer fits. */
  sign(block: SignedThinking): string {
    const { model, thinking, prefixHash } = block;
    return [
      Buffer.from(model).toString("base64url"),
      this.#mac("text", model, thinking),
      this.#mac("prefix", model, prefixHash),
    ].join(".");
  }

  check(signature: string, sent: SignedThinking): SignatureFinding {
    const [encodedModel, textMac, prefixMac] = signature.split(".");
    const model = Buffer.from(encodedModel ?? "", "base64url").toString();
    if (textMac !== this.#mac("text", model, sent.thinking)) return "modified";
    if (model !== sent.model) return "other_model";
    const isHere = prefixMac === this.#mac("prefix", model, sent.prefixHash);
    return isHere ? "valid" : "other_conversation";
  }

  /** `key.text`, so that a check can tell words that were changed from a signature that is not ours. */
  signSummary(summary: string): string {
    return [this.#mac("summary"), this.#mac("summary", summary)].join(".");
  }

  checkSummary(signature: string, summary: string): "valid" | "invalid" | "modified" {
    const [key, textMac, ...more] = signature.split(".");
    if (key !== this.#mac("summary") || textMac === undefined || more.length > 0) return "invalid";
    return textMac === this.#mac("summary", summary) ? "valid" : "modified";
  }

  #mac(...parts: readonly string[]): string {
    return createHmac("sha256", this.#secret).update(JSON.stringify(parts)).digest("base64url");
  }
}
