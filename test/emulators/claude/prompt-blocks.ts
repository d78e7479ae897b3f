/** The prompt as one flat list in cache order (tools → system → messages): what prefixes are made of. */
import { canonicalJson } from "./canonical-json.ts";
import { tokensOfBlock, tokensOfText } from "./count-tokens.ts";
import type { FileStore } from "./file-store.ts";
import type { CacheControl } from "./schema/cache-control.ts";
import type { ContentBlock } from "./schema/content-blocks.ts";
import type { Message, Prompt } from "./schema/request.ts";

export type CacheTtl = "5m" | "1h";

export type PromptBlock = {
	/** As error messages name it, e.g. `messages.0.content.1`. */
	readonly path: string;
	/** Section or role plus canonical JSON: equal keys mean an equal block. */
	readonly key: string;
	readonly tokens: number;
	/** Set where a prefix ends that shall be cached. */
	readonly breakpoint: CacheTtl | null;
};

export function promptBlocks(
	prompt: Prompt,
	files: FileStore,
): readonly PromptBlock[] {
	const blocks = [
		...(prompt.tools ?? []).map((tool, index) => ({
			path: `tools.${index}`,
			key: blockKey("tools", tool),
			tokens: tokensOfText(canonicalJson(tool)),
			breakpoint: ttlOf(tool.cache_control),
		})),
		...blocksOf(prompt.system).map((block, index) =>
			contentPart("system", `system.${index}`, block),
		),
		...prompt.messages.flatMap((message, at) =>
			blocksOf(message.content).map((block, index) =>
				contentPart(message.role, `messages.${at}.content.${index}`, block),
			),
		),
	];
	return markLast(blocks, ttlOf(prompt.cache_control));

	function contentPart(
		section: string,
		path: string,
		block: ContentBlock,
	): PromptBlock {
		const tokens = tokensOfBlock(block, files);
		return {
			path,
			key: blockKey(section, block),
			tokens,
			breakpoint: breakpointOf(block),
		};
	}
}

/** Consecutive messages of one role count as one turn, so the role is part of a block's key, not its index. */
export function blockKey(
	section: "tools" | Message["role"] | string,
	block: object,
): string {
	return `${section} ${canonicalJson(block)}`;
}

/** A string is shorthand for one text block. */
export function blocksOf(
	content: Message["content"] | undefined,
): readonly ContentBlock[] {
	if (content === undefined) return [];
	return typeof content === "string"
		? [{ type: "text", text: content }]
		: content;
}

function breakpointOf(block: ContentBlock): CacheTtl | null {
	if (block.type === "thinking" || block.type === "redacted_thinking")
		return null;
	const own = ttlOf(block.cache_control);
	if (
		own !== null ||
		block.type !== "tool_result" ||
		!Array.isArray(block.content)
	)
		return own;
	// A breakpoint inside a tool result ends at that result here: finer positions are not kept apart.
	return (
		block.content
			.map((inner) => ttlOf(inner.cache_control))
			.find((ttl) => ttl !== null) ?? null
	);
}

function ttlOf(control: CacheControl | null | undefined): CacheTtl | null {
	return control ? (control.ttl ?? "5m") : null;
}

/** Top-level `cache_control` marks the last block that can be cached. */
function markLast(
	blocks: readonly PromptBlock[],
	ttl: CacheTtl | null,
): readonly PromptBlock[] {
	if (ttl === null) return blocks;
	const last = blocks.findLastIndex(
		(block) => !block.key.includes('"type":"thinking"'),
	);
	return blocks.map((block, index) =>
		index === last ? { ...block, breakpoint: block.breakpoint ?? ttl } : block,
	);
}
