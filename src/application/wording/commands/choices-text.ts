import type { EngineSource } from '../../../domain/run/choose-engine.js';
import { codeSpan } from '../text/markdown.js';

const SOURCES: Readonly<Record<EngineSource, string>> = {
  session: 'conversation',
  directive: 'message',
  chat: 'chosen here',
  project: 'the project’s default',
  configuration: 'the configured default',
};

/** The engine of a place: why it is that one, what is to be warned of, and its model; `null` for its own choice. */
export interface AgentInUse {
  readonly engine: string;
  readonly source: EngineSource;
  /** Markdown with a blank before it, or empty. */
  readonly warning: string;
  readonly model: string | null;
}

/** Which engine answers in a place, and how all of them are (each `state` in Markdown); Markdown. */
export function agentText(
  { engine, source, warning, model }: AgentInUse,
  engines: readonly { readonly id: string; readonly state: string }[],
): string {
  const lines = [
    `Agent: ${codeSpan(engine)} (${SOURCES[source]})${warning}`,
    `Model: ${model === null ? 'the agent’s default' : codeSpan(model)}`,
  ];
  const states = engines.map(({ id, state }) => `- ${codeSpan(id)} – ${state}`);
  return `${lines.join('  \n')}\n\n${states.join('\n')}`;
}

/** What the button says that takes a choice back. */
export const DEFAULT_LABEL = '↩️ As configured';

/** What the button of a value says; the one that holds is marked. */
export function choiceLabel(label: string, isChosen: boolean): string {
  return isChosen ? `● ${label}` : label;
}
