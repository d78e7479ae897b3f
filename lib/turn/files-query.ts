/** Asks for the files of a conversation as its journal knows it. */
import type { Journal } from "../journal/journal.ts";
import { parseThreadId, type ThreadId, type TopicId, threadId } from "../model/ids.ts";
import { unappliedFiles } from "./files-here.ts";
import type { FilesQuery } from "./known-files.ts";
import { pendingFiles } from "./made-files.ts";
import { ownerOf } from "./owner-of.ts";

export function filesQuery(journal: Journal, nowMs: number): FilesQuery {
  const { epoch, lastSeq } = journal.facts.read();
  return {
    threadIds: threadsOf(journal),
    pending: pendingFiles(journal, nowMs),
    dropped: unappliedFiles(journal).flatMap(({ id, isDropped }) => (isDropped ? id : [])),
    isNew: epoch === 1 && lastSeq === 0,
  };
}

/** A basic group has no topics: what was sent there stands under the thread without one. */
function threadsOf(journal: Journal): ThreadId[] {
  const own = ownerOf(journal).threadId;
  const chatId = journal.facts.migratedFrom();
  const address = parseThreadId(own);
  if (chatId === null || !address) return [own];
  return [own, threadId({ ...address, chatId, topicId: 0 as TopicId })];
}
