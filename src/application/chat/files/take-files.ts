import type { RunRequest } from '../../../domain/accepted/run-request.js';
import type { Doubt } from '../../../domain/chat/doubt.js';
import type { InboundMessage } from '../../../domain/chat/inbound.js';
import { ok, type Result } from '../../../domain/result.js';
import type { ChatBot } from '../../ports/chat/chat-bot.js';
import type { MessageSubject } from '../../ports/chat/message-store.js';
import type { RunDirectories } from '../../run/run-directories.js';
import type { ChatProblem } from '../../values/chat-problem.js';
import type { Generations } from '../../values/generation.js';
import { runsWithoutText, savedText, type ToldFailure, uploadProblemText } from '../../wording/chat/upload-text.js';
import { joinTexts, type StoredMessage } from '../understand/bursts.js';
import { filesOf, withFiles } from '../understand/message-files.js';
import type { ChatFileRulesOf } from './chat-file-rules.js';
import { mayTransfer } from './may-transfer.js';
import type { FailedUpload, SaveFiles, SentFile, Upload } from './save-files.js';
import { uploadPlace } from './upload-place.js';

/** What files are taken with. */
export interface TakeFilesTools {
  readonly generations: Generations;
  readonly directories: RunDirectories;
  readonly save: SaveFiles;
  readonly rulesOf: ChatFileRulesOf;
}

/** A burst, and what it asks for as far as words say. */
export interface AskedWithFiles {
  readonly parts: readonly StoredMessage[];
  readonly request: RunRequest;
  readonly bot: ChatBot;
}

/** A question about messages whose files are not all there. */
export interface FilesQuestion {
  readonly doubt: Doubt;
  readonly messages: readonly InboundMessage[];
}

/** What becomes of a burst with files. `kept`: the program ends, and all of it is for the next start. */
export type TakenFiles =
  /** `told`: what is to be said of files that are missing; Markdown. */
  | { readonly kind: 'task'; readonly request: RunRequest; readonly told: string | null }
  | {
      readonly kind: 'saved';
      readonly markdown: string;
      readonly about: MessageSubject;
      readonly missing: FilesQuestion | null;
    }
  | { readonly kind: 'asked'; readonly question: FilesQuestion }
  | { readonly kind: 'kept' };

/** Saves the files of a burst where its run works, and hands them to it. */
export class TakeFiles {
  readonly #tools: TakeFilesTools;

  constructor(tools: TakeFilesTools) {
    this.#tools = tools;
  }

  /** Why the files that came are not even looked at; `null` if they are, or if there are none. */
  async refusal(parts: readonly StoredMessage[], { channel }: ChatBot): Promise<Doubt | null> {
    const [first] = parts.filter(({ message }) => filesOf(message).length > 0);
    if (first === undefined) return null;
    const { files } = this.#tools.generations.current().config.telegram;
    if (!files.enabled) return { kind: 'files', why: 'off' };
    const why = await mayTransfer(first.message, files, channel);
    if (why !== null) return { kind: 'files', why, row: first.row };
    return files.autoPut ? null : { kind: 'files', why: 'on-demand' };
  }

  /** Saves what came with a burst, and what it replies to. Fails where nobody can tell where to. */
  async take({ parts, request, bot }: AskedWithFiles): Promise<Result<TakenFiles, ChatProblem>> {
    const hasWords = joinTexts(parts).trim() !== '';
    const sent = [
      ...parts.flatMap(({ message }) => sentIn(message)),
      ...(hasWords ? await this.#repliedTo(parts, bot) : []),
    ];
    if (sent.length === 0) return ok({ kind: 'task', request, told: null });
    const { generations, directories, rulesOf, save } = this.#tools;
    const generation = generations.current();
    const { config } = generation;
    const directory = request.context === null ? ok(null) : await directories.of(request.context, generation);
    if (!directory.ok) return directory;
    const { chatId } = request.place;
    const place = uploadPlace(config, { chatId, runDirectory: directory.value }, rulesOf);
    const { maxUploadBytes: maxBytes, autoPutMode } = config.telegram.files;
    const upload = await save.save({ files: sent, gate: bot.files, place, maxBytes });
    if (upload === null) return ok({ kind: 'kept' });
    if (upload.saved.length === 0) return ok({ kind: 'asked', question: questionAbout(upload, parts) });
    const isTask = hasWords || autoPutMode === 'prompt';
    return ok(isTask ? taskWith(upload, request) : savedWith(upload, request, parts));
  }

  /** The files of what is replied to, if those may be taken; a reply has no need of them. */
  async #repliedTo(parts: readonly StoredMessage[], { channel }: ChatBot): Promise<readonly SentFile[]> {
    const [first] = parts;
    const replyTo = first?.message.replyTo ?? null;
    if (first === undefined || replyTo === null || replyTo.ours) return [];
    const files = filesOf(replyTo);
    const settings = this.#tools.generations.current().config.telegram.files;
    if (files.length === 0 || !settings.enabled || !settings.autoPut) return [];
    const why = await mayTransfer(first.message, settings, channel);
    return why === null ? files.map((file) => ({ file, sentAt: first.message.sentAt })) : [];
  }
}

function sentIn(message: InboundMessage): readonly SentFile[] {
  return filesOf(message).map((file) => ({ file, sentAt: message.sentAt }));
}

function taskWith({ saved, failed }: Upload, request: RunRequest): TakenFiles {
  const missing = failed.map(({ name }) => name);
  const told = failed.length === 0 ? null : runsWithoutText(failed.map(toldFailure));
  return { kind: 'task', request: withFiles(request, saved, missing), told };
}

function savedWith(upload: Upload, { context }: RunRequest, parts: readonly StoredMessage[]): TakenFiles {
  const { saved, failed } = upload;
  const about = { kind: 'work', engine: null, context, resume: null, files: saved } as const;
  const missing = failed.length === 0 ? null : questionAbout(upload, parts);
  return { kind: 'saved', markdown: savedText(saved), about, missing };
}

/** What to do about the files that are not there: of messages without words only those that they came with are asked about. */
function questionAbout({ saved, failed }: Upload, parts: readonly StoredMessage[]): FilesQuestion {
  const isMissing = ({ message }: StoredMessage) =>
    filesOf(message).some(({ fileId }) => failed.some(({ sent }) => sent.file.fileId === fileId));
  const about = saved.length === 0 ? parts : parts.filter(isMissing);
  const doubt = {
    kind: 'files',
    why: 'failed',
    row: parts[0]?.row ?? null,
    failures: failed.map(toldFailure),
  } as const;
  return { doubt, messages: about.map(({ message }) => message) };
}

function toldFailure({ name, problem }: FailedUpload): ToldFailure {
  return { name, reason: uploadProblemText(problem) };
}
