import type { EngineThread, EngineThreads } from '../../../application/ports/engine/engine-tools.js';
import type { Alarm } from '../../../domain/ports/alarm.js';
import { fail, ok, type Result } from '../../../domain/result.js';
import type { EngineProblem } from '../../../domain/run/run-event.js';
import type { ThreadCommands } from '../profile/engine-definition.js';
import type { EngineLauncher } from '../run/engine-launcher.js';
import { shortened } from '../stream/tool-text.js';
import { callEngine, done } from './engine-call.js';

/** The threads of an engine whose program lists, finds and archives them. */
export class ProgramThreads implements EngineThreads {
  readonly engine: string;
  readonly name: string;
  readonly #commands: ThreadCommands;
  readonly #launcher: EngineLauncher;
  readonly #alarm: Alarm;

  constructor(commands: ThreadCommands, launcher: EngineLauncher, alarm: Alarm) {
    this.engine = launcher.manifest.id;
    this.name = launcher.manifest.name;
    this.#commands = commands;
    this.#launcher = launcher;
    this.#alarm = alarm;
  }

  isId(text: string): boolean {
    return this.#commands.isId(text);
  }

  async list(query: string | null): Promise<Result<readonly EngineThread[], EngineProblem>> {
    const words = query?.replace(/\p{Cc}+/gu, ' ').trim() ?? '';
    const args = words === '' ? this.#commands.list : this.#commands.search(words);
    const called = await callEngine(this.#launcher, this.#alarm, args);
    const ended = done(called, this.#launcher.manifest);
    if (!called.ok || !ended.ok) return ended.ok ? ok([]) : ended;
    const threads = called.value.lines.flatMap((line) => this.#commands.threadIn(line) ?? []);
    return ok([...new Map(threads.map((thread) => [thread.id, thread])).values()]);
  }

  async archive(id: string): Promise<Result<null, EngineProblem>> {
    if (!this.isId(id)) return fail({ kind: 'session-unknown', message: `There is no thread ${shortened(id, 80)}.` });
    const called = await callEngine(this.#launcher, this.#alarm, this.#commands.archive(id));
    return done(called, this.#launcher.manifest);
  }
}
