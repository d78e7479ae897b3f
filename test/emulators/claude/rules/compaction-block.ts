/** A compaction block comes back as it was given, alone and before everything else (platform.claude.com, Compaction on demand). */
import { type ApiError, invalidRequest } from "../api-error.ts";
import { isCompaction } from "../compaction-of.ts";
import type { CompactionBlock } from "../schema/content-blocks.ts";
import type { Signer } from "../signature.ts";
import { walkBlocks } from "../walk-blocks.ts";
import { COMPACTION_BETA } from "./compaction-request.ts";
import type { Rule } from "./rule.ts";

const FIRST = "messages.0.content.0";

export const compactionBlock: Rule = ({ prompt, betas, signer }) => {
  const found = [...walkBlocks(prompt.messages)].flatMap(({ path, block }) =>
    isCompaction(block) ? [{ path, block }] : [],
  );
  const [first] = found;
  if (first === undefined) return null;
  if (!betas.has(COMPACTION_BETA)) {
    return invalidRequest(
      `${first.path}: Input tag 'compaction' found using 'type' does not match any of the expected tags`,
    );
  }
  // A compaction that failed has no content, and is passed over.
  const summaries = found.filter(({ block }) => typeof block.content === "string");
  if (summaries.length > 1) {
    return refuse(
      "compaction_block_ambiguous",
      "messages: at most one `compaction` block may be sent; send only the one returned last",
    );
  }
  const [summary] = summaries;
  if (summary === undefined) return null;
  if (summary.path !== FIRST) {
    return refuse(
      "compaction_block_misplaced",
      `${summary.path}: a \`compaction\` block must be the first block of the conversation`,
    );
  }
  return checkSignature(summary.block, signer);
};

function checkSignature(block: CompactionBlock, signer: Signer): ApiError | null {
  const finding = signer.checkSummary(block.signature ?? "", block.content ?? "");
  if (finding === "invalid") {
    return refuse("compaction_signature_invalid", `${FIRST}.signature: does not verify`);
  }
  if (finding === "modified") {
    return refuse("compaction_content_mismatch", `${FIRST}.content: is not what was returned`);
  }
  // Blocks of the stand-in are given without tool changes.
  if (!block.tool_changes) return null;
  return refuse("compaction_tool_changes_mismatch", `${FIRST}.tool_changes: were not returned`);
}

function refuse(error_code: string, message: string): ApiError {
  return invalidRequest(message, { error_code });
}
