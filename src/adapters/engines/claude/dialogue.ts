import { isTooDeepValue, MOST_JSON_LEVELS } from '../../../domain/json-levels.js';
import type { RequestAnswer, Scope } from '../../../domain/run/agent-request.js';
import type { PersonWord } from '../../../domain/run/person-line.js';
import type { RunEvent } from '../../../domain/run/run-event.js';
import { type JsonObject, objectOf, textOf } from '../lines/json-value.js';
import type { Dialogue } from '../profile/engine-profile.js';
import { ended, plainAction } from '../stream/action-events.js';
import { agentRequest, type RequestSurroundings } from './agent-request.js';
import { forThisSession, heldFromLaunch, withdrawal } from './permissions.js';
import { answeredInput } from './questions.js';

const TOO_DEEP = `This input is nested too deeply to be shown to a person, so it was refused. Nest at most ${MOST_JSON_LEVELS} levels.`;

/**
 * Claude Code's control protocol (seen: 2.1.332): it asks by `control_request` lines, goes on when it gets the
 * `control_response`, and takes back by `control_cancel_request` what it does not wait for any more.
 */
export class ClaudeDialogue implements Dialogue {
  readonly #asked = new Map<string, JsonObject>();
  /** Permissions that the process holds because a person said always. */
  #given: readonly JsonObject[];
  #replies: JsonObject[] = [];
  #interrupts = 0;
  #tooDeepCount = 0;

  /** `granted`: what it was started with. */
  constructor(granted: readonly Scope[]) {
    this.#given = heldFromLaunch(granted);
  }

  /** Whether it waits for an answer. */
  get waits(): boolean {
    return this.#asked.size > 0;
  }

  /** The line that begins the conversation, or goes on with it. */
  static userLine(text: string): JsonObject {
    return { type: 'user', session_id: '', message: { role: 'user', content: text }, parent_tool_use_id: null };
  }

  /** A `control_request` line. */
  asked(line: JsonObject, around: RequestSurroundings): readonly RunEvent[] {
    const id = textOf(line['request_id']);
    const request = objectOf(line['request']);
    if (id === null) return [];
    if (isTooDeepValue(request)) return this.#tooDeep(id);
    const wanted = request['subtype'] === 'can_use_tool' ? agentRequest(id, request, around) : null;
    if (wanted === null) {
      this.#replies.push(unasked(id, request));
      return [];
    }
    this.#asked.set(id, request);
    return [{ kind: 'asked', request: wanted }];
  }

  /** What can't be shown to anybody is refused: the CLI would wait for ever for a question that nobody is asked. */
  #tooDeep(id: string): readonly RunEvent[] {
    this.#replies.push(success(id, { behavior: 'deny', message: TOO_DEEP }));
    const title = 'a request was refused: its input is nested too deeply to be shown';
    return [ended(plainAction(`too-deep.${++this.#tooDeepCount}`, 'warning', title), false)];
  }

  /** A `control_cancel_request` line. */
  withdrawn(line: JsonObject): readonly RunEvent[] {
    const id = textOf(line['request_id']) ?? '';
    return this.#asked.delete(id) ? [{ kind: 'withdrawn', id }] : [];
  }

  say(word: PersonWord): readonly JsonObject[] {
    if (word.kind === 'message') return [ClaudeDialogue.userLine(word.text)];
    const request = this.#asked.get(word.request);
    if (request === undefined) return [];
    this.#asked.delete(word.request);
    return [success(word.request, this.#verdict(request, word.answer))];
  }

  replies(): readonly JsonObject[] {
    const replies = this.#replies;
    this.#replies = [];
    return replies;
  }

  interrupt(): JsonObject {
    const id = `interrupt_${++this.#interrupts}`;
    return { type: 'control_request', request_id: id, request: { subtype: 'interrupt' } };
  }

  #verdict(request: JsonObject, answer: RequestAnswer): JsonObject {
    const input = objectOf(request['input']);
    switch (answer.kind) {
      case 'deny':
        return { behavior: 'deny', message: answer.reason };
      case 'answers':
        return { behavior: 'allow', updatedInput: answeredInput(input, answer.answers) };
      case 'allow': {
        const permissions = this.#permissions(request, answer.always);
        return {
          behavior: 'allow',
          updatedInput: input,
          ...(permissions.length === 0 ? {} : { updatedPermissions: permissions }),
        };
      }
    }
  }

  /**
   * What the process may do unasked from now on. After a plan: nothing. By itself it would return to the mode that it
   * planned from, which may be one that doesn't ask, and to all that was allowed before.
   */
  #permissions(request: JsonObject, always: boolean): readonly JsonObject[] {
    if (request['tool_name'] === 'ExitPlanMode') {
      const taken = withdrawal(this.#given);
      this.#given = [];
      return [{ type: 'setMode', mode: 'default', destination: 'session' }, ...taken];
    }
    const given = always ? forThisSession(request) : [];
    this.#given = [...this.#given, ...given];
    return given;
  }
}

/** What the CLI asks its host without meaning a person. No hooks are registered, so a hook's turn is only let pass. */
function unasked(id: string, request: JsonObject): JsonObject {
  if (request['subtype'] === 'hook_callback') return success(id, { continue: true });
  const error = `${textOf(request['subtype']) ?? 'this'} is not supported here`;
  return { type: 'control_response', response: { subtype: 'error', request_id: id, error } };
}

function success(id: string, response: JsonObject): JsonObject {
  return { type: 'control_response', response: { subtype: 'success', request_id: id, response } };
}
