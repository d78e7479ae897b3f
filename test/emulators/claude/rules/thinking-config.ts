/** Which kinds of thinking a model takes (field-and-platforms §5.3). */
import { invalidRequest } from "../api-error.ts";
import type { Rule } from "./rule.ts";

/** platform.claude.com, "Bound to a different conversation". */
export const BINDING_BETA = "thinking-binding-controls-2026-08-01";

export const thinkingConfig: Rule = ({ prompt, model, betas }) => {
  const { thinking } = prompt;
  if (thinking === undefined) return null;
  if (thinking.type === "enabled") {
    return invalidRequest(
      `thinking.budget_tokens: ${model.id} does not support thinking budgets; use thinking.type "adaptive"`,
    );
  }
  if (!model.thinking.includes(thinking.type)) {
    return invalidRequest(`thinking.type: "${thinking.type}" is not supported by ${model.id}`);
  }
  const effort = prompt.output_config?.effort;
  if (thinking.type === "between_tools" && (effort === "xhigh" || effort === "max")) {
    return invalidRequest(
      `output_config.effort: "${effort}" is not supported with thinking.type "between_tools"`,
    );
  }
  const needsBeta = thinking.type === "adaptive" && thinking.block_binding != null;
  if (!needsBeta || betas.has(BINDING_BETA)) return null;
  return invalidRequest(
    `thinking.block_binding: this setting requires the value ${BINDING_BETA} in the anthropic-beta header`,
  );
};
