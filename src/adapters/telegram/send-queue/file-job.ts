import type { FilesProgress } from '../../../application/ports/chat/chat-channel.js';
import type { FilesOrder, OutgoingFile } from '../../../application/ports/chat/files-order.js';
import type { MessageSubject } from '../../../application/ports/chat/message-store.js';
import type { StagedContent } from '../../../application/ports/system/staged-content.js';
import {
  albumCaption,
  COPY_GONE,
  captionOf,
  refusedReason,
  unsentFileText,
} from '../../../application/wording/delivery/files-text.js';
import type { ChatId, MessageId } from '../../../domain/ids.js';
import { ok, type Result } from '../../../domain/result.js';
import type { CallProblem } from '../calls/call-problem.js';
import type { Upload } from '../calls/upload.js';
import type { ChatTexts } from '../text/chat-texts.js';
import { Addressing, AT_ONCE, isAboutFiles } from './addressing.js';
import { type FileStep, FileSteps } from './file-steps.js';
import type { Job, Outcome } from './job.js';
import type { JobDeps } from './job-deps.js';
import { Persistence } from './persistence.js';
import type { SendReport } from './send-job.js';

/** What files are sent with. */
export interface FileJobDeps extends JobDeps {
  readonly staged: StagedContent;
  readonly texts: ChatTexts;
}

/** Files to be posted, and what each of their messages stands for. */
export interface FileSending {
  readonly order: FilesOrder;
  readonly about: MessageSubject | null;
  readonly progress: FilesProgress;
}

/**
 * Posts files, each at least once, and a message for each that Telegram does not take; tried again until there is an id, as
 * messages are. After a kill at most one of its calls is made once more.
 */
export class FileJob implements Job {
  readonly rank = 'file';
  readonly name = null;
  readonly replaces = [];
  readonly #deps: FileJobDeps;
  readonly #sending: FileSending;
  readonly #steps: FileSteps;
  readonly #addressing: Addressing;
  readonly #persistence: Persistence;
  readonly #report: (report: SendReport) => void;
  readonly #sent: { readonly chatId: ChatId; readonly messageId: MessageId }[] = [];
  #trouble: SendReport['trouble'] = null;
  #reported = false;

  constructor(deps: FileJobDeps, sending: FileSending, report: (report: SendReport) => void) {
    const { order, progress } = sending;
    this.#deps = deps;
    this.#sending = sending;
    this.#steps = new FileSteps(order, progress.from);
    this.#addressing = new Addressing(deps, order.place, order.replyTo);
    this.#persistence = new Persistence(deps, Number.POSITIVE_INFINITY);
    this.#report = report;
  }

  async attempt(chatId: ChatId): Promise<Outcome> {
    const step = this.#steps.next();
    if (step === null) return this.#end();
    const end = this.#sending.progress.handling?.();
    const answer = await this.#call(step, chatId).finally(end);
    if (answer === COPY_GONE) return this.#refused(step, COPY_GONE);
    return answer.ok ? this.#there(step, answer.value, chatId) : this.#failed(step, answer.problem, chatId);
  }

  abandon(): void {
    this.#trouble ??= { kind: 'closed', reason: 'the bot was closed' };
    this.#end();
  }

  async #call(step: FileStep, chatId: ChatId): Promise<Result<readonly MessageId[], CallProblem> | typeof COPY_GONE> {
    const { calls, texts } = this.#deps;
    const to = this.#addressing.envelope(chatId, true);
    if (step.kind === 'text') {
      const [text] = texts.content({ markdown: step.markdown, brief: true });
      return text === undefined ? ok([]) : one(await calls.sendMessage({ ...to, text, keyboard: [] }));
    }
    const uploads = await this.#uploadsOf(step.files);
    const [first] = uploads;
    if (uploads.length < step.files.length || first === undefined) return COPY_GONE;
    if (step.kind === 'document') return one(await calls.sendDocument(to, first));
    if (uploads.length === 1) return one(await calls.sendPhoto(to, first));
    // A caption that only one has is the album's.
    const captions = [albumCaption(step.files)];
    return calls.sendAlbum(
      to,
      uploads.map((upload, index) => ({ ...upload, caption: captions[index] ?? '' })),
    );
  }

  /** Those that are on disk. */
  async #uploadsOf(files: readonly OutgoingFile[]): Promise<readonly Upload[]> {
    const uploads: Upload[] = [];
    for (const file of files) {
      const content = await this.#deps.staged.contentOf(file.staged);
      if (!content.ok) continue;
      const { name, bytes } = file;
      uploads.push({
        name,
        bytes,
        type: 'application/octet-stream',
        content: content.value,
        caption: captionOf(file),
      });
    }
    return uploads;
  }

  async #there(step: FileStep, ids: readonly MessageId[], chatId: ChatId): Promise<Outcome> {
    const { about, progress } = this.#sending;
    this.#deps.chats.reached(chatId);
    for (const messageId of ids) {
      this.#sent.push({ chatId, messageId });
      this.#deps.sent({ chatId, messageId }, about);
    }
    if (step.kind !== 'text') for (const file of step.files) await progress.there(file);
    this.#persistence.restart();
    await progress.sent(this.#steps.done(step));
    return this.#steps.next() === null ? this.#end() : AT_ONCE;
  }

  #failed(step: FileStep, problem: CallProblem, chatId: ChatId): Outcome {
    const detour = this.#addressing.detour(problem);
    if (detour !== null) return detour;
    switch (problem.kind) {
      case 'gone':
        if (step.kind !== 'text' && isAboutFiles(problem.reason)) return this.#refused(step, problem.reason);
        this.#trouble = this.#addressing.gone(problem.reason, chatId);
        return this.#end();
      case 'stopped':
        this.abandon();
        return { kind: 'done' };
      case 'unavailable':
      case 'unauthorized':
      case 'conflict':
        return this.#persistence.afterFailure() ?? this.#refused(step, problem.reason);
      default:
        return this.#refused(step, problem.reason);
    }
  }

  /** What is refused as pictures is sent as documents; what is refused as a document is told; what can't be told is left. */
  #refused(step: FileStep, reason: string): Outcome {
    this.#addressing.log('refused', reason);
    this.#persistence.restart();
    this.#steps.refused(step, (file) => unsentFileText(file, reason === COPY_GONE ? reason : refusedReason(reason)));
    if (this.#steps.next() !== null) return AT_ONCE;
    this.#trouble ??= { kind: 'refused', reason };
    return this.#end();
  }

  #end(): Outcome {
    if (!this.#reported) this.#report({ sent: this.#sent, trouble: this.#trouble });
    this.#reported = true;
    return { kind: 'done' };
  }
}

function one(answer: Result<MessageId, CallProblem>): Result<readonly MessageId[], CallProblem> {
  return answer.ok ? ok([answer.value]) : answer;
}
