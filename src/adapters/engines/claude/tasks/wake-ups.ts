import type { RunWakeUpDropped, RunWakeUpSet } from '../../../../domain/run/run-event.js';
import type { WakeUpTime } from '../../../../domain/schedule/loop-policy.js';
import { type JsonObject, numberOf, objectOf, textOf } from '../../lines/json-value.js';

type WakeUp = RunWakeUpSet | RunWakeUpDropped;

/** The wake-ups that Claude Code sets itself by tools (seen: 2.1.332); one counts once its tool has succeeded. */
export class WakeUps {
  readonly #open = new Map<string, WakeUp>();

  /** A `tool_use` block. */
  used(block: JsonObject): void {
    const id = textOf(block['id']);
    const wakeUp = id === null ? null : wakeUpOf(id, block['name'], objectOf(block['input']));
    if (wakeUp !== null) this.#open.set(wakeUp.kind === 'wake-up-set' ? wakeUp.id : (id ?? ''), wakeUp);
  }

  /** A `tool_result` block; that of `CronCreate` names the job, in eight hexadecimal digits. */
  returned(block: JsonObject): readonly WakeUp[] {
    const id = textOf(block['tool_use_id']) ?? '';
    const wakeUp = this.#open.get(id);
    this.#open.delete(id);
    if (wakeUp === undefined || block['is_error'] === true) return [];
    if (wakeUp.kind === 'wake-up-dropped') return [wakeUp];
    const job = /\b[0-9a-f]{8}\b/.exec(JSON.stringify(block['content']) ?? '')?.[0] ?? null;
    return [{ ...wakeUp, job: wakeUp.time.kind === 'cron' ? job : null }];
  }
}

function wakeUpOf(id: string, name: unknown, input: JsonObject): WakeUp | null {
  if (name === 'CronDelete') {
    const job = textOf(input['id']);
    return job === null ? null : { kind: 'wake-up-dropped', job };
  }
  const time = timeOf(name, input);
  const prompt = textOf(input['prompt']);
  return time === null || prompt === null ? null : { kind: 'wake-up-set', id, job: null, time, prompt };
}

function timeOf(name: unknown, input: JsonObject): WakeUpTime | null {
  if (name === 'CronCreate') {
    const schedule = textOf(input['cron']);
    return schedule === null ? null : { kind: 'cron', schedule, recurring: input['recurring'] !== false };
  }
  const seconds = name === 'ScheduleWakeup' ? numberOf(input['delaySeconds']) : null;
  return seconds === null ? null : { kind: 'delay', delayMs: Math.max(0, seconds) * 1000 };
}
