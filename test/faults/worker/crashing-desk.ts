/** The desk of a running turn, with a crash point before or behind every word that goes to the journal. */
import type { MadeRecord } from "../../../lib/model/made-record.ts";
import type { Message } from "../../../lib/model/message.ts";
import type { ToolCost } from "../../../lib/model/tool.ts";
import type { StepUsage, StopCause } from "../../../lib/model/turn.ts";
import type { Answer, Part, SentPart } from "../../../lib/model/turn-state.ts";
import type { DeskAdmission, ToolAsked } from "../../../lib/turn/admit-tool.ts";
import type { Desk, Stepped } from "../../../lib/turn/desk.ts";
import type { ToolRef } from "../../../lib/turn/spend-on-tool.ts";
import type { Step } from "../../../lib/turn/turn-phases.ts";
import type { CrashPoint } from "../crash-point.ts";

export class CrashingDesk implements Desk {
  readonly #desk: Desk;
  readonly #reach: (point: CrashPoint) => Promise<void>;

  constructor(desk: Desk, reach: (point: CrashPoint) => Promise<void>) {
    this.#desk = desk;
    this.#reach = reach;
  }

  onStop(stop: (cause: StopCause) => void): Promise<StopCause | null> {
    return this.#desk.onStop(stop);
  }

  async announce(attempt: number, step: Step): Promise<boolean> {
    const allowed = await this.#desk.announce(attempt, step);
    if (step.kind === "claude") await this.#reach("@C5");
    if (step.kind === "send") await this.#reach("@C10");
    return allowed;
  }

  async checkpoint(attempt: number, shownText: string, step: StepUsage | null): Promise<boolean> {
    const allowed = await this.#desk.checkpoint(attempt, shownText, step);
    await this.#reach("@C7");
    return allowed;
  }

  async stepped(attempt: number, stepped: Stepped): Promise<boolean> {
    await this.#reach("@C8");
    const allowed = await this.#desk.stepped(attempt, stepped);
    await this.#reach("@C9");
    return allowed;
  }

  admit(attempt: number, asked: ToolAsked): Promise<DeskAdmission> {
    return this.#desk.admit(attempt, asked);
  }

  spend(attempt: number, tool: ToolRef, cost: ToolCost | null): Promise<void> {
    return this.#desk.spend(attempt, tool, cost);
  }

  async toolsDone(attempt: number, results: Message): Promise<boolean> {
    await this.#reach("@C13");
    return this.#desk.toolsDone(attempt, results);
  }

  async keep(attempt: number, kept: readonly MadeRecord[]): Promise<boolean> {
    await this.#reach("@C13");
    return this.#desk.keep(attempt, kept);
  }

  previewed(attempt: number, id: string): Promise<boolean> {
    return this.#desk.previewed(attempt, id);
  }

  async commit(attempt: number, parts: readonly Part[]): Promise<boolean> {
    await this.#reach("@C13");
    return this.#desk.commit(attempt, parts);
  }

  async answered(attempt: number, answer: Answer, step: StepUsage | null): Promise<boolean> {
    await this.#reach("@C8");
    const allowed = await this.#desk.answered(attempt, answer, step);
    await this.#reach("@C9");
    return allowed;
  }

  replan(attempt: number, parts: readonly Part[]): Promise<boolean> {
    return this.#desk.replan(attempt, parts);
  }

  async sent(attempt: number, part: SentPart): Promise<boolean> {
    await this.#reach("@C10-applied");
    const allowed = await this.#desk.sent(attempt, part);
    await this.#reach("@C11");
    return allowed;
  }
}
