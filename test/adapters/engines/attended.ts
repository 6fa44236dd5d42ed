import type { EngineOrder } from '../../../src/domain/engine/engine.js';
import { StopSource } from '../../../src/domain/ports/stop-signal.js';
import type { AgentRequest, RequestAnswer } from '../../../src/domain/run/agent-request.js';
import { PersonLine } from '../../../src/domain/run/person-line.js';
import type { RunEvent } from '../../../src/domain/run/run-event.js';
import type { ScriptedWorld } from './scripted-world.js';

/** What a person says to a request; `null` says nothing. */
export type Person = (request: AgentRequest, line: PersonLine, stop: StopSource) => RequestAnswer | null;

/** A run with a person beside it, who answers at once; to its end. */
export async function attended(
  world: ScriptedWorld,
  prompt: string,
  person: Person,
  more: Partial<EngineOrder> = {},
): Promise<RunEvent[]> {
  const line = new PersonLine();
  const stop = new StopSource();
  const events: RunEvent[] = [];
  for await (const event of world.engine.begin(world.order(prompt, { person: line, ...more }), stop.signal)) {
    events.push(event);
    const answer = event.kind === 'asked' ? person(event.request, line, stop) : null;
    if (event.kind === 'asked' && answer !== null) line.say({ kind: 'answer', request: event.request.id, answer });
  }
  return events;
}

/** The requests among events. */
export function requestsIn(events: readonly RunEvent[]): readonly AgentRequest[] {
  return events.flatMap((event) => (event.kind === 'asked' ? [event.request] : []));
}

/** The results among events: what was answered, or the kind of the problem. */
export function resultsIn(events: readonly RunEvent[]): readonly string[] {
  return events.flatMap((event) => (event.kind === 'completed' ? [event.problem?.kind ?? event.answer] : []));
}

/** Says yes, once. */
export const YES: RequestAnswer = { kind: 'allow', always: false };
