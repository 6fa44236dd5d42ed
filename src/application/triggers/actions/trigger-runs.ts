import type { RunRequest } from '../../../domain/accepted/run-request.js';
import type { Place } from '../../../domain/ids.js';
import { ok, type Result } from '../../../domain/result.js';
import type { Trigger } from '../../../domain/trigger/trigger.js';
import { triggerSession } from '../../delivery/trigger-place.js';
import type { EffectivePreferences } from '../../preferences/effective-preferences.js';
import { resolveRun } from '../../preferences/resolve-run.js';
import type { ChatProblem } from '../../values/chat-problem.js';
import type { Generation } from '../../values/generation.js';

/** Makes the requests of the runs that triggers start. */
export class TriggerRuns {
  readonly #preferences: EffectivePreferences;

  constructor(preferences: EffectivePreferences) {
    this.#preferences = preferences;
  }

  /** What the trigger asks for with that prompt; what it leaves open is decided as for a message in that chat. */
  async requestOf(
    trigger: Trigger,
    place: Place,
    prompt: string,
    generation: Generation,
  ): Promise<Result<Omit<RunRequest, 'rows'>, ChatProblem>> {
    const wish = { project: trigger.project, branch: null, engine: trigger.engine, reply: null, session: null };
    const preferences = await this.#preferences.of(place);
    const resolved = resolveRun(wish, place.chatId, preferences, generation);
    if (!resolved.ok) return resolved;
    const keepUnder = triggerSession(trigger, place, generation);
    return ok({
      ...resolved.value,
      prompt,
      place,
      replyTo: null,
      requestedBy: null,
      origin: { kind: trigger.kind, id: trigger.id },
      ...(trigger.outbox ? { outbox: true } : {}),
      permissionMode: trigger.permissionMode ?? resolved.value.permissionMode,
      session: keepUnder === null ? { kind: 'fresh' } : { kind: 'latest', key: keepUnder },
      keepUnder,
    });
  }
}
