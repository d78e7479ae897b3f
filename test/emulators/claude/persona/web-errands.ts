/** Searching and reading, which Claude's own servers do within one answer: the forms are theirs, the web is made up. */
import type Anthropic from "@anthropic-ai/sdk";
import type { Step } from "../control.ts";
import type { MessagesRequest } from "../schema/request.ts";
import { begins } from "./errands.ts";
import { newestSaid } from "./own-words.ts";
import type { Words } from "./words.ts";

const SEARCH = begins("search|google|look up|найди|поищи");
const ABOUT =
  /^ *(?:(?:on|in )?(?:the )?(?:web|internet)|в (?:интернете|сети))?(?: for| about)?[ :]+/iu;
const READ = begins("read|open|прочти|прочитай|открой");
const ADDRESS = /https?:\/\/[^\s<>"]+[^\s<>".,;:!?)]/i;

/** Null where nothing of the kind was asked, or Claude was not given the tool. */
export function webSteps({ messages, tools = [] }: MessagesRequest, words: Words) {
  const { words: said } = newestSaid(messages);
  const [address] = ADDRESS.exec(said) ?? [];
  const offers = (tool: string) => tools.some(({ name }) => name === tool);
  if (address && READ.test(said) && offers("web_fetch")) return readSteps(address, words);
  const query = said.replace(SEARCH, "").replace(ABOUT, "").trim();
  return SEARCH.test(said) && query && offers("web_search") ? searchSteps(query, words) : null;
}

function searchSteps(query: string, words: Words): readonly Step[] {
  const pages = words.madeUpPages(query);
  const content: Anthropic.WebSearchResultBlock[] = pages.map(({ url, title, says }) => ({
    type: "web_search_result",
    url,
    title,
    // Only the vendor can read the real one.
    encrypted_content: Buffer.from(says).toString("base64"),
    page_age: null,
  }));
  return [
    text(words.using("web_search")),
    { type: "server_tool_use", name: "web_search", input: { query } },
    { type: "server_tool_result", result: "web_search_tool_result", content },
    text(words.found(query, pages)),
  ];
}

function readSteps(url: string, words: Words): readonly Step[] {
  const { title, says } = words.madeUpPage(url);
  const content: Anthropic.WebFetchBlock = {
    type: "web_fetch_result",
    url,
    content: {
      type: "document",
      source: { type: "text", media_type: "text/plain", data: says },
      title,
      citations: null,
    },
    retrieved_at: null,
  };
  return [
    text(words.using("web_fetch")),
    { type: "server_tool_use", name: "web_fetch", input: { url } },
    { type: "server_tool_result", result: "web_fetch_tool_result", content },
    text(words.read({ url, title, says })),
  ];
}

function text(words: string): Step {
  return { type: "text", text: words };
}
