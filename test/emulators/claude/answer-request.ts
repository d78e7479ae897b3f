/** Sends one answer over the raw socket, as a stream or as one message, and tells the log how it went. */
import type { ServerResponse } from "node:http";
import { errorEnvelope } from "./api-error.ts";
import { BodyWriter } from "./body-writer.ts";
import { collectMessage } from "./collect-message.ts";
import type { Fault, Step } from "./control.ts";
import {
	type AnswerEvent,
	type Answering,
	type HttpErrorStep,
	playScript,
} from "./play-script.ts";
import type { LogEntry } from "./request-log.ts";
import type { AcceptedPrompt } from "./rules/check-prompt.ts";
import type { MessagesRequest } from "./schema/request.ts";
import { writeStream } from "./sse.ts";
import type { World } from "./world.ts";

export type Answer = {
	readonly request: MessagesRequest;
	readonly accepted: AcceptedPrompt;
	readonly steps: readonly Step[];
	readonly fault: Fault | undefined;
};

export type Exchange = {
	readonly world: World;
	readonly outgoing: ServerResponse;
	readonly requestId: string;
	readonly log: LogEntry;
};

export async function sendAnswer(
	exchange: Exchange,
	answer: Answer,
): Promise<void> {
	const { world, outgoing, log } = exchange;
	const gone = new AbortController();
	outgoing.on("close", () => {
		log.ended({ aborted: !outgoing.writableFinished });
		gone.abort();
	});
	const events = playScript(
		answer.steps,
		answering(world, answer, gone.signal),
	);
	const first = await events.next();
	if (first.done) return;
	if (first.value.type === "http_error")
		return sendError(exchange, first.value);
	await sendMessage(exchange, answer, messageEvents(first.value, events));
}

async function sendMessage(
	{ outgoing, requestId, log }: Exchange,
	{ request, fault }: Answer,
	events: AsyncIterable<AnswerEvent>,
): Promise<void> {
	const body = new BodyWriter(
		outgoing,
		fault?.type === "cut" ? fault.atByte : undefined,
	);
	const type =
		request.stream === true
			? "text/event-stream; charset=utf-8"
			: "application/json";
	const head = {
		"content-type": type,
		"request-id": requestId,
		"cache-control": "no-cache",
	};
	if (request.stream === true) {
		log.started(200);
		outgoing.writeHead(200, head).flushHeaders();
		await writeStream(events, { body, fault, log, requestId });
	} else {
		const message = await collectMessage(events);
		if (message === null) return;
		log.started(200);
		outgoing.writeHead(200, head);
		await body.write(JSON.stringify(message));
	}
	log.ended({ aborted: outgoing.destroyed && fault?.type !== "cut" });
	body.end();
}

function sendError(
	{ outgoing, requestId, log }: Exchange,
	step: HttpErrorStep,
): void {
	const head = {
		"content-type": "application/json",
		"request-id": requestId,
		...step.headers,
	};
	log.started(step.status);
	log.ended({ aborted: false });
	outgoing
		.writeHead(step.status, head)
		.end(JSON.stringify(errorEnvelope(step.error, requestId)));
}

function answering(
	world: World,
	{ request, accepted }: Answer,
	signal: AbortSignal,
): Answering {
	const { model, thinking, max_tokens: maxTokens } = request;
	const { blocks, prefixHash, transformations } = accepted;
	const promptUsage = world.cache.account(model, blocks, world.nowMs());
	const { signer, holds } = world;
	const display =
		thinking && "display" in thinking ? thinking.display : undefined;
	// Progress notes of `between_tools` are meant to be read; adaptive thinking is omitted unless asked for.
	const showThinking =
		thinking?.type === "between_tools" || display === "summarized";
	const thinks = thinking?.type !== "disabled";
	const parts = {
		model,
		maxTokens,
		thinks,
		showThinking,
		promptUsage,
		prefixHash,
	};
	return { ...parts, transformations, signer, holds, signal };
}

/** An `http_error` after the message began cannot be sent any more: the script is wrong. */
async function* messageEvents(
	first: AnswerEvent,
	rest: AsyncIterable<AnswerEvent | HttpErrorStep>,
): AsyncGenerator<AnswerEvent> {
	yield first;
	for await (const event of rest) {
		if (event.type === "http_error")
			throw new Error("script: http_error after the answer began");
		yield event;
	}
}
