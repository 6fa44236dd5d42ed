import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ClaudeTranslator } from '../../../../src/adapters/engines/claude/translate.js';
import { parseJsonLine } from '../../../../src/adapters/engines/lines/json-lines.js';
import type { JsonObject } from '../../../../src/adapters/engines/lines/json-value.js';
import type { EngineOrder } from '../../../../src/domain/engine/engine.js';
import type { RunAction, RunCompleted, RunEvent } from '../../../../src/domain/run/run-event.js';
import { repositoryRoot } from '../../../support/scripted-engine/path.js';

const DIRECTORY = join(repositoryRoot, 'test/fixtures/streams/claude');

/** The names of all recordings of Claude Code. */
export function recordings(): readonly string[] {
  return readdirSync(DIRECTORY).flatMap((file) => /^([^.]+)\.jsonl$/.exec(file)?.[1] ?? []);
}

/** The lines of a recording. */
export function linesOf(name: string): readonly JsonObject[] {
  const lines = readFileSync(join(DIRECTORY, `${name}.jsonl`), 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => parseJsonLine(line) ?? {});
}

/** An order as the recordings were made with. */
export function order(more: Partial<EngineOrder> = {}): EngineOrder {
  const options = { model: null, effort: null, permissionMode: null };
  const directory = '/work-dir/claude';
  return { run: '0123456789ab', prompt: 'x', preamble: null, resume: null, directory, options, ...more };
}

/** What lines are translated to. */
export class Translated {
  readonly events: readonly RunEvent[];
  readonly translator: ClaudeTranslator;
  /** The translator's phase after each line. */
  readonly phases: readonly string[];

  constructor(lines: readonly JsonObject[], asked = order()) {
    const phases: string[] = [];
    this.translator = new ClaudeTranslator(asked);
    this.events = lines.flatMap((line) => {
      const events = this.translator.translate(line);
      phases.push(this.translator.phase);
      return events;
    });
    this.phases = phases;
  }

  static recording(name: string): Translated {
    return new Translated(linesOf(name));
  }

  get tokens(): readonly string[] {
    return [...new Set(this.events.flatMap((event) => (event.kind === 'started' ? [event.resume.value] : [])))];
  }

  get results(): readonly RunCompleted[] {
    return this.events.filter((event) => event.kind === 'completed');
  }

  get actions(): readonly RunAction[] {
    return this.events.filter((event) => event.kind === 'action');
  }

  /** Each action's last state: `kind title phase ok`. */
  get outcome(): readonly string[] {
    const last = new Map(this.actions.map((event) => [event.action.id, event]));
    return [...last.values()].map(({ action, phase, ok }) => `${action.kind} ${action.title} ${phase} ${ok}`);
  }
}
