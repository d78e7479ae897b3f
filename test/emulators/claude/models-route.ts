/** `GET /v1/models` and `/v1/models/{id}`: what a model menu can be built from. */

import type Anthropic from "@anthropic-ai/sdk";
import { Hono } from "hono";
import type { ApiEnv } from "./api-env.ts";
import { errorResponse, notFound } from "./api-error.ts";
import { findModel, type ModelFacts, models } from "./models.ts";

export function modelsRoutes(): Hono<ApiEnv> {
  const routes = new Hono<ApiEnv>();

  routes.get("/v1/models", (c) => {
    const data = models.map(modelInfo);
    return c.json({
      data,
      has_more: false,
      first_id: data[0]?.id ?? null,
      last_id: data.at(-1)?.id ?? null,
    });
  });

  routes.get("/v1/models/:id", (c) => {
    const model = findModel(c.req.param("id"));
    if (model === undefined) {
      return errorResponse(notFound(`model: ${c.req.param("id")}`), c.var.requestId);
    }
    return c.json(modelInfo(model));
  });

  return routes;
}

function modelInfo(model: ModelFacts): Anthropic.ModelInfo {
  const { id, displayName, line, createdAt, maxInputTokens, maxOutputTokens } = model;
  return {
    id,
    type: "model",
    display_name: displayName,
    line,
    lifecycle: "active",
    created_at: createdAt,
    deprecated_at: null,
    retires_at: null,
    max_input_tokens: maxInputTokens,
    max_tokens: maxOutputTokens,
    capabilities: capabilities(model),
  };
}

function capabilities({ thinking }: ModelFacts): Anthropic.ModelCapabilities {
  const yes = { supported: true };
  const no = { supported: false };
  const takes = (type: ModelFacts["thinking"][number]) => (thinking.includes(type) ? yes : no);
  return {
    batch: no,
    citations: yes,
    code_execution: yes,
    context_management: {
      ...no,
      clear_thinking_20251015: null,
      clear_tool_uses_20250919: null,
      compact_20260112: null,
    },
    effort: { ...yes, low: yes, medium: yes, high: yes, xhigh: yes, max: yes },
    image_input: yes,
    pdf_input: yes,
    server_tools: { ...yes, code_execution: yes, web_search: yes },
    structured_outputs: yes,
    thinking: {
      ...yes,
      types: {
        adaptive: takes("adaptive"),
        between_tools: takes("between_tools"),
        disabled: takes("disabled"),
        enabled: no,
      },
    },
  };
}
