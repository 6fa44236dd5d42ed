import type { ChatId } from '../../../domain/ids.js';
import { ok } from '../../../domain/result.js';
import type { KeyedSerial } from '../../concurrency/keyed-serial.js';
import type { RunDirectories } from '../../run/run-directories.js';
import type { Generation } from '../../values/generation.js';
import { filesDoubtText } from '../../wording/chat/files-doubt-text.js';
import { notSavedText, savedText, uploadProblemText } from '../../wording/chat/upload-text.js';
import { FILE_USAGE } from '../../wording/commands/file-text.js';
import type { ChatFileRulesOf } from '../files/chat-file-rules.js';
import { mayTransfer } from '../files/may-transfer.js';
import { putTarget } from '../files/put-target.js';
import type { SaveFiles, SentFile } from '../files/save-files.js';
import { uploadPlace } from '../files/upload-place.js';
import type { UnderstandMessage } from '../understand/understand-message.js';
import type { Command, CommandCall } from './command.js';

/** What `/file` works with. */
export interface FileCommandTools {
  readonly understand: UnderstandMessage;
  readonly directories: RunDirectories;
  readonly save: SaveFiles;
  readonly rulesOf: ChatFileRulesOf;
  /** Chats whose files are being fetched: their tasks wait behind them. */
  readonly comingFiles: KeyedSerial<ChatId>;
  /** `/file get`; `false`, and nothing was said, where no path stands behind it. */
  readonly get: { run(words: string, call: CommandCall): Promise<boolean> };
}

/** `/file put`: saves the files that it is the caption of, or replies to, where somebody wants them. `/file get`: sends some. */
export class FileCommand implements Command {
  readonly name = 'file';
  readonly description = 'save files that you send, or have files sent';
  readonly usage = ['/file get <path>', '/file put [--force] [directory/ | path]'];
  readonly group = 'tasks';
  readonly #tools: FileCommandTools;

  constructor(tools: FileCommandTools) {
    this.#tools = tools;
  }

  applies({ config }: Generation): boolean {
    return config.telegram.files.enabled;
  }

  async run(call: CommandCall): Promise<void> {
    const [, word = '', rest = ''] = /^(\S*)\s*([\s\S]*)$/.exec(call.rest) ?? [];
    if (word === 'get' && (await this.#tools.get.run(rest, call))) return;
    if (word !== 'put') return call.reply({ problem: { kind: 'usage', usage: this.usage } });
    const { files } = call.generation.config.telegram;
    const why = files.enabled ? await mayTransfer(call.message, files, call.bot.channel) : 'off';
    if (why !== null) return call.reply(filesDoubtText({ why }, false));
    // They may be long in coming.
    await call.meanwhile(this.#tools.comingFiles.run(call.place.chatId, () => this.#put(call, rest)));
  }

  async #put(call: CommandCall, rest: string): Promise<void> {
    const { message, generation, bot, place: chat } = call;
    const { understand, directories, save, rulesOf } = this.#tools;
    const sent = sentWith(call);
    const usage = (reason: string) => call.reply({ problem: { kind: 'usage', usage: this.usage, why: reason } });
    if (sent.length === 0) return usage(FILE_USAGE['no-file']);
    const read = await understand.whereabouts(message, rest, bot);
    if (!read.ok) return call.reply({ problem: read.problem });
    const { rest: words, context } = read.value;
    const target = putTarget(words, sent.length);
    if (!target.ok) return usage(FILE_USAGE[target.problem]);
    const directory = context === null ? ok(null) : await directories.of(context, generation);
    if (!directory.ok) return call.reply({ problem: directory.problem });
    const { config } = generation;
    const place = uploadPlace(config, { chatId: chat.chatId, runDirectory: directory.value }, rulesOf);
    const { maxUploadBytes: maxBytes } = config.telegram.files;
    const upload = await save.save({ files: sent, gate: bot.files, place, maxBytes, ...target.value });
    if (upload === null) return call.reply({ problem: { kind: 'draining' } });
    const { saved, failed } = upload;
    const about = { kind: 'work', engine: null, context, resume: null, files: saved } as const;
    if (saved.length > 0) await call.reply(savedText(saved), { silent: true, about });
    const failures = failed.map(({ name, problem }) => ({ name, reason: uploadProblemText(problem) }));
    if (failures.length > 0) await call.reply(notSavedText(failures));
  }
}

/** The files that the command came with, else those of what it replies to; of all kinds. */
function sentWith({ message }: CommandCall): readonly SentFile[] {
  const own = message.attachments ?? [];
  const files = own.length > 0 ? own : (message.replyTo?.attachments ?? []);
  return files.map((file) => ({ file, sentAt: message.sentAt }));
}
