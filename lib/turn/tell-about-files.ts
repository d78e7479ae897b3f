/** Tells a person which of their files is late, and which could not be had and why. */
import type { FileProblem } from "../model/attachment.ts";
import type { Inbound } from "../model/inbound.ts";
import type { Sealed } from "./seal-batch.ts";
import type { ThreadPorts } from "./thread-ports.ts";

type TellPorts = Pick<ThreadPorts, "reply" | "fileSentence" | "log">;

export async function tellAboutFiles(
  { turn, late, failed }: Sealed,
  ports: TellPorts,
): Promise<void> {
  for (const inbound of late) await tell(inbound, { reason: "late" }, ports);
  for (const { inbound, media } of [...failed, ...(turn?.items ?? [])]) {
    for (const outcome of media) {
      if (outcome.kind === "problem") await tell(inbound, outcome.problem, ports);
    }
  }
}

async function tell(inbound: Inbound, problem: FileProblem, ports: TellPorts): Promise<void> {
  const sent = await ports.reply(inbound, ports.fileSentence(inbound, problem));
  if (sent.kind === "ok") return;
  ports.log.warn("file.problem_untold", { update: inbound.updateId, reason: sent.description });
}
