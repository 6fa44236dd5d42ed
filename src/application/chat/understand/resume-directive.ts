import type { Engine } from '../../../domain/engine/engine.js';
import type { ResumeToken } from '../../../domain/run/resume-token.js';

/** What a person asked for after their directives. */
export interface ResumeDirective {
  /** The conversation that they named; `null` if none. */
  readonly token: ResumeToken | null;
  readonly prompt: string;
}

/**
 * Reads the command that continues a conversation where it stands as a directive: alone on the first line that is not
 * blank. Anywhere else it is part of the text. Nothing but the command means "continue".
 */
export function parseResumeDirective(text: string, engines: readonly Engine[]): ResumeDirective {
  const lines = text.split('\n');
  const index = lines.findIndex((line) => line.trim() !== '');
  const token = resumeTokenIn(lines[index] ?? '', engines);
  const prompt =
    token === null
      ? text
      : lines
          .slice(index + 1)
          .join('\n')
          .trim();
  return { token, prompt: prompt === '' ? 'continue' : prompt };
}

/** The conversation that a line names by the command of one of the engines, else `null`. */
export function resumeTokenIn(line: string, engines: readonly Engine[]): ResumeToken | null {
  for (const engine of engines) {
    const value = engine.parseResumeLine(line);
    if (value !== null) return { engine: engine.id, value, directory: null };
  }
  return null;
}
