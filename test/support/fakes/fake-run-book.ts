import type { RunFace } from '../../../src/application/ports/chat-channel.js';
import type { OpenRun, RunBook } from '../../../src/application/ports/run-book.js';
import type { MessageRef, RunId } from '../../../src/domain/ids.js';
import type { ResumeToken } from '../../../src/domain/run/resume-token.js';
import type { FakeInbox } from './fake-inbox.js';

/** A run book in memory, beside the Inbox whose rows it begins. */
export class FakeRunBook implements RunBook {
  readonly #inbox: Pick<FakeInbox, 'begin'>;
  readonly #open = new Map<RunId, OpenRun>();

  constructor(inbox: Pick<FakeInbox, 'begin'>) {
    this.#inbox = inbox;
  }

  async open(run: Omit<OpenRun, 'message' | 'resume' | 'begun'>): Promise<void> {
    if (this.#open.has(run.run)) return;
    this.#open.set(run.run, structuredClone({ ...run, message: null, resume: null, begun: false }));
  }

  async shown(run: RunId, message: MessageRef): Promise<void> {
    this.#change(run, { message });
  }

  async named(run: RunId, resume: ResumeToken, face: RunFace): Promise<void> {
    this.#change(run, { resume, face });
  }

  async begin(run: RunId): Promise<void> {
    await this.#inbox.begin(this.#open.get(run)?.request.rows ?? []);
    this.#change(run, { begun: true });
  }

  async list(): Promise<readonly OpenRun[]> {
    return structuredClone([...this.#open.values()].sort((a, b) => a.openedAt - b.openedAt));
  }

  /** What `Outgoing.park` does with the run. */
  close(run: RunId): void {
    this.#open.delete(run);
  }

  #change(run: RunId, change: Partial<OpenRun>): void {
    const open = this.#open.get(run);
    if (open !== undefined) this.#open.set(run, structuredClone({ ...open, ...change }));
  }
}
