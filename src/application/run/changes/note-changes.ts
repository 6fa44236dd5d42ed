import type { RunId } from '../../../domain/ids.js';
import type { Alarm } from '../../../domain/ports/alarm.js';
import type { RunPlan } from '../../../domain/run/run-plan.js';
import type { RunState } from '../../../domain/run/run-state.js';
import type { Button, FinalView } from '../../ports/chat/chat-channel.js';
import type { ChangeCount, RunChanges } from '../../ports/engine/run-changes.js';
import type { NameGlob } from '../../ports/system/file-vault.js';
import { DIFF_LABEL } from '../../wording/run/diff-text.js';

/** What the data of the button begins with that shows what a run changed; the run follows. */
export const DIFF_BUTTON = 'diff:';

/** How long an answer waits for what is said of changes, in milliseconds. */
const PATIENCE_MS = 500;

/** What changes are found out with. */
export interface NoteChangesTools {
  readonly changes: RunChanges;
  /** Names that are never shown. */
  readonly secretNames: readonly NameGlob[];
  readonly alarm: Alarm;
}

/** What a final says of changes. */
export interface ToldChanges {
  /** Absent where the agent’s own account of its work is all that is known. */
  readonly changes?: NonNullable<FinalView['changes']>;
  readonly buttons: readonly (readonly Button[])[];
}

/** Finds out what runs change in their directories, for the line and the button under their answers. */
export class NoteChanges {
  readonly #changes: RunChanges;
  readonly #secretNames: readonly NameGlob[];
  readonly #alarm: Alarm;

  constructor({ changes, secretNames, alarm }: NoteChangesTools) {
    this.#changes = changes;
    this.#secretNames = secretNames;
    this.#alarm = alarm;
  }

  /** Resolves when it is known how the files are before the run, or that nobody waits for that any longer. */
  begin({ id, directory, handOut, unshown }: RunPlan): Promise<void> {
    // What lies in the outbox is sent, and is no work on the project.
    const handedOut = handOut === null ? [] : [handOut.outbox];
    return this.#changes.begin(id, directory, [...this.#secretNames, ...unshown, ...handedOut]);
  }

  /** What the answer of a run says of them; a run that did nothing has changed nothing. */
  async told(run: RunId, { steps, changes }: RunState): Promise<ToldChanges> {
    if (steps === 0) return { buttons: [] };
    const found = await this.#found(run);
    if (found === null) return { buttons: [] };
    const buttons = [[{ label: DIFF_LABEL, data: `${DIFF_BUTTON}${run}` }]];
    if (found === 'late') return { buttons: changes.files.length === 0 ? [] : buttons };
    const { files, added, removed, shared } = found;
    // What others changed meanwhile is in the diff, and said there; it is no work of this run.
    return shared ? { buttons } : { changes: { files, added, removed }, buttons };
  }

  /** The run is over; nobody waits for this. */
  end(run: RunId): void {
    void this.#changes.end(run);
  }

  async #found(run: RunId): Promise<ChangeCount | 'late' | null> {
    const over = Promise.withResolvers<'late'>();
    const cancel = this.#alarm.after(PATIENCE_MS, () => over.resolve('late'));
    const found = await Promise.race([this.#changes.compare(run), over.promise]);
    cancel();
    return found;
  }
}
