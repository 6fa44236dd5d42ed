import type { Action, RunAction } from '../../../../domain/run/run-event.js';
import { type JsonObject, listOf, textOf } from '../../lines/json-value.js';
import { began, changed, ended, plainAction } from '../../stream/action-events.js';
import { oneLine } from '../../stream/tool-text.js';

/** What the CLI lets run behind the conversation: shells and subagents that outlive the tool call that began them. */
export class BackgroundWork {
  readonly #open = new Map<string, Action>();
  /** The actions by the tool calls that began them. */
  readonly #byCall = new Map<string, string>();
  #count = 0;

  /** Whether some of it was still going on at the last report. */
  get live(): boolean {
    return this.#count > 0;
  }

  /** Whether there has been any. */
  get seen(): boolean {
    return this.#byCall.size > 0;
  }

  /** The action of what a tool call began here; `null` if it began nothing. */
  actionOf(call: string | null): string | null {
    return this.#byCall.get(call ?? '') ?? null;
  }

  /** Something that goes on here does something else now. */
  progressed(id: string | null, detail: string | null): readonly RunAction[] {
    const open = this.#open.get(id?.replace(/^task\./, '') ?? '');
    if (open === undefined || detail === null) return [];
    const action = { ...open, detail: oneLine(detail, 400) };
    this.#open.set(action.id.slice('task.'.length), action);
    return [changed(action)];
  }

  /** `background_tasks_changed`: the list of all that is live. */
  changed(line: JsonObject): void {
    this.#count = listOf(line['tasks']).length;
  }

  /** `task_started`; a task in the foreground is shown by its tool call already. */
  started(line: JsonObject): readonly RunAction[] {
    const id = textOf(line['task_id']);
    if (id === null || line['is_backgrounded'] !== true) return [];
    const title = oneLine(`in the background: ${textOf(line['description']) ?? id}`, 300);
    const kind = line['task_type'] === 'local_agent' ? 'subagent' : 'note';
    const action = plainAction(`task.${id}`, kind, title);
    this.#open.set(id, action);
    this.#byCall.set(textOf(line['tool_use_id']) ?? id, action.id);
    return [began(action)];
  }

  /** `task_notification`: it is over. */
  over(line: JsonObject): readonly RunAction[] {
    const id = textOf(line['task_id']) ?? '';
    const action = this.#open.get(id);
    if (action === undefined) return [];
    this.#open.delete(id);
    const summary = textOf(line['summary']);
    const detail = summary === null ? null : oneLine(summary, 400);
    return [ended({ ...action, detail }, line['status'] === 'completed')];
  }
}
