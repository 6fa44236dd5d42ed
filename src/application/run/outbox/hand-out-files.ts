import type { RunId } from '../../../domain/ids.js';
import type { Clock, Instant } from '../../../domain/ports/clock.js';
import type { HandOut, OutboxPlace } from '../../../domain/run/hand-out.js';
import type { RunPlan } from '../../../domain/run/run-plan.js';
import { KeyedSerial } from '../../concurrency/keyed-serial.js';
import type { SendFiles } from '../../delivery/files/send-files.js';
import type { FinalView } from '../../ports/chat/chat-channel.js';
import type { OutgoingFile, SkippedFile } from '../../ports/chat/files-order.js';
import type { Outbox, OutboxMessage, QueuedMessage } from '../../ports/chat/outbox.js';
import type { GitExclude } from '../../ports/engine/git-exclude.js';
import type { NameGlob } from '../../ports/system/file-vault.js';
import type { Journal } from '../../ports/system/journal.js';
import type { LeftFile, RunOutbox, TakenFiles } from '../../ports/system/run-outbox.js';
import { LARGEST_SENT_BYTES } from '../../values/largest-sent-bytes.js';
import { leftFileText, NOT_SENT } from '../../wording/delivery/left-file-text.js';
import type { RunJob } from '../active/run-job.js';
import type { PackDirectories } from './pack-directories.js';

type Unopened = Extract<OutboxMessage, { kind: 'outbox' }>;

/** The outbox of a run that goes on. */
interface OpenOutbox {
  readonly since: Instant;
  /** What was handed over to be sent. */
  readonly taken: Set<string>;
}

/** What files of runs are handed out with. */
export interface HandOutFilesTools {
  readonly outbox: RunOutbox;
  readonly sendFiles: SendFiles;
  readonly outgoing: Outbox;
  /** Names that are never sent. */
  readonly secretNames: readonly NameGlob[];
  readonly packing: PackDirectories;
  readonly gitExclude: GitExclude;
  readonly clock: Clock;
  readonly journal: Journal;
}

/** Gives each run a directory of its own for files that people are to get, and sends what it leaves there. */
export class HandOutFiles {
  readonly #tools: HandOutFilesTools;
  readonly #open = new Map<RunId, OpenOutbox & OutboxPlace>();
  /** Those that have, or had, another one at work in the same directory. */
  readonly #shared = new Set<RunId>();
  /** Those of which it is on disk that files are to be sent. */
  readonly #promised = new Set<RunId>();
  readonly #turns = new KeyedSerial<RunId>();

  constructor(tools: HandOutFilesTools) {
    this.#tools = tools;
  }

  /** Where the run may leave files: there, and empty when it begins; `null` if it may not, or nothing can be made there. */
  async open({ id, directory, handOut }: RunPlan): Promise<string | null> {
    if (handOut === null) return null;
    const place = { directory, outbox: handOut.outbox, run: id };
    const opened = await this.#tools.outbox.open(place);
    if (!opened.ok) {
      const data = { run: id, problem: opened.problem.kind };
      this.#tools.journal.record({ name: 'outbox.not-made', level: 'warn', data });
      return null;
    }
    if (this.#open.has(id)) return opened.value;
    void this.#tools.gitExclude.exclude(directory, `${directory}/${handOut.outbox}`);
    const others = [...this.#open.values()].filter((one) => one.directory === directory);
    if (others.length > 0) for (const one of [id, ...others.map(({ run }) => run)]) this.#shared.add(one);
    this.#open.set(id, { ...place, since: this.#tools.clock.now(), taken: new Set<string>() });
    return opened.value;
  }

  /** What is to be on disk together with an answer, so that the files beside it are sent after a crash too. */
  async promise({ plan }: RunJob): Promise<readonly Unopened[]> {
    const { handOut, id, place, replyTo } = plan;
    const own = this.#open.get(id);
    if (handOut === null || own === undefined || this.#promised.has(id)) return [];
    const looseSince = this.#looseSinceOf(own);
    if ((await this.#tools.outbox.names(own, looseSince)).length === 0) return [];
    this.#promised.add(id);
    const { directory, taken } = own;
    return [{ kind: 'outbox', run: id, order: { place, replyTo, directory, looseSince, taken: [...taken], handOut } }];
  }

  /** Sends what is there and whole, behind the answer; the run goes on. */
  deliver(job: RunJob): Promise<void> {
    return this.#inTurn(job.plan.id, () => this.#send(job, false));
  }

  /** The run is over: sends what is left, and says what is not sent; of a run that did not end well, only that. */
  end(job: RunJob, status: FinalView['status']): Promise<void> {
    return this.#inTurn(job.plan.id, async () => {
      try {
        if (status === 'done') await this.#send(job, true);
        else if (status !== 'kept') await this.#tellLeft(job, NOT_SENT[status]);
      } finally {
        const own = this.#open.get(job.plan.id);
        this.#open.delete(job.plan.id);
        this.#shared.delete(job.plan.id);
        this.#promised.delete(job.plan.id);
        if (own !== undefined) await this.#tools.outbox.close(own);
      }
    });
  }

  /** Sends what an earlier process had promised; never rejects. */
  resume({ id, parcel: { run, order } }: QueuedMessage<Unopened>): Promise<void> {
    return this.#inTurn(run, async () => {
      const { outbox, outgoing } = this.#tools;
      const { directory, looseSince, taken: before, handOut, place, replyTo } = order;
      const own = { directory, outbox: handOut.outbox, run };
      const taken = await this.#take(own, handOut, { looseSince, taken: new Set(before) });
      if (taken === null) return outgoing.release(id);
      const found = await this.#packed(handOut, taken);
      const sent = await this.#orderOf(own, handOut, found, true);
      await this.#tools.sendFiles.send({ place, replyTo, ...sent }, run, { handsOut: true });
      if (found.files.length + sent.skipped.length === 0) await outgoing.release(id);
      await outbox.close(own);
    });
  }

  async #send({ plan, progress }: RunJob, isLast: boolean): Promise<void> {
    const { id, handOut, place, replyTo } = plan;
    const own = this.#open.get(id);
    if (handOut === null || own === undefined) return;
    const taken = await this.#take(own, handOut, { looseSince: this.#looseSinceOf(own), taken: own.taken });
    if (taken === null) return;
    const found = isLast ? await this.#packed(handOut, taken) : taken;
    for (const { origin } of found.files) own.taken.add(origin.identity);
    const sent = await this.#orderOf(own, handOut, found, isLast);
    // The answer goes first, which waits for this; no run waits for the network.
    const sending = { handsOut: true, after: progress.opening };
    await this.#tools.sendFiles.send({ place, replyTo, ...sent }, id, sending);
    if (found.files.length > 0) this.#promised.delete(id);
    if (isLast) await this.#tools.outgoing.handedOut(id);
  }

  async #take(
    own: OutboxPlace,
    handOut: HandOut,
    { looseSince, taken }: { readonly looseSince: Instant | null; readonly taken: ReadonlySet<string> },
  ): Promise<TakenFiles | null> {
    const found = await this.#tools.outbox.take(own, {
      secretNames: [...this.#tools.secretNames, ...handOut.denied],
      maxFiles: Math.max(0, handOut.maxFiles - taken.size),
      maxFileBytes: LARGEST_SENT_BYTES,
      looseSince,
      taken,
    });
    if (found.ok) return found.value;
    const data = { run: own.run, problem: found.problem.kind };
    this.#tools.journal.record({ name: 'outbox.not-read', level: 'warn', data });
    return null;
  }

  async #packed(handOut: HandOut, found: TakenFiles): Promise<TakenFiles> {
    return handOut.directories === 'zip' ? this.#tools.packing.pack(handOut, found, LARGEST_SENT_BYTES) : found;
  }

  async #orderOf(
    own: OutboxPlace,
    { cleanup, tellsSkipped, maxFiles, images }: HandOut,
    found: TakenFiles,
    isLast: boolean,
  ) {
    const left = isLast ? found.left : [];
    const aside = cleanup ? left.filter(({ why }) => why.kind !== 'being-written') : [];
    const kept = aside.length === 0 ? null : await this.#setAside(own, aside);
    const skipped: readonly SkippedFile[] = tellsSkipped ? left.map((one) => skippedOf(one, maxFiles)) : [];
    const files: readonly OutgoingFile[] = cleanup ? found.files : found.files.map(withoutOrigin);
    return { files, skipped, images, ...(kept === null ? {} : { keptIn: kept }) };
  }

  /** Where they were moved to; `null` if that can't be done, which keeps nothing else from being sent. */
  #setAside(own: OutboxPlace, aside: readonly LeftFile[]): Promise<string | null> {
    return this.#tools.outbox.setAside(own, aside).catch((cause: unknown) => {
      this.#tools.journal.record({ name: 'outbox.failed', level: 'warn', data: { run: own.run }, cause });
      return null;
    });
  }

  async #tellLeft({ plan, progress }: RunJob, reason: string): Promise<void> {
    const { id, handOut, place, replyTo } = plan;
    const own = this.#open.get(id);
    if (handOut === null || own === undefined || !handOut.tellsSkipped) return;
    const names = await this.#tools.outbox.names(own, this.#looseSinceOf(own));
    const skipped = names.map((name) => ({ name, reason }));
    const keptIn = `${handOut.outbox}/${id}`;
    await this.#tools.sendFiles.send({ place, replyTo, files: [], skipped, keptIn, images: handOut.images }, id, {
      after: progress.opening,
    });
  }

  #looseSinceOf({ run, since }: OpenOutbox & OutboxPlace): Instant | null {
    return this.#shared.has(run) ? null : since;
  }

  /** Never rejects: an answer is worth as much without its files. */
  #inTurn(run: RunId, work: () => Promise<void>): Promise<void> {
    return this.#turns.run(run, work).catch((cause: unknown) => {
      this.#tools.journal.record({ name: 'outbox.failed', level: 'error', data: { run }, cause });
    });
  }
}

function skippedOf({ name, why }: LeftFile, maxFiles: number): SkippedFile {
  return { name, reason: leftFileText(why, maxFiles) };
}

function withoutOrigin({ origin, ...file }: TakenFiles['files'][number]): OutgoingFile {
  return file;
}
