import type { EngineOrder } from '../../../domain/engine/engine.js';

/**
 * The prompt for an engine that takes no text for its system prompt: the preamble stands ahead of the conversation's
 * first message. Never ahead of a command of the engine's own, which would not be one any more.
 */
export function promptWithPreamble({ prompt, preamble, resume }: EngineOrder): string {
  if (preamble === null || preamble.trim() === '' || resume !== null || prompt.startsWith('/')) return prompt;
  return `${preamble}\n\n---\n\n${prompt}`;
}
