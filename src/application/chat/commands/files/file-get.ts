import { FILES_OFF, MAY_NOT_TRANSFER, noProjectText } from '../../../wording/files/file-answers.js';
import { mayTransfer } from '../../files/may-transfer.js';
import type { CommandCall } from '../command.js';
import type { GetFiles } from './get-files.js';
import { pathBelow } from './paths-below.js';
import type { ProjectFiles } from './project-files.js';

/** `/file get`: a file of the project, or a folder as an archive. */
export class FileGet {
  readonly #files: ProjectFiles;
  readonly #get: GetFiles;

  constructor(files: ProjectFiles, get: GetFiles) {
    this.#files = files;
    this.#get = get;
  }

  /** `words` stand behind it; without a path, it resolves with `false`, and nothing was said. */
  async run(words: string, call: CommandCall): Promise<boolean> {
    const said = await this.#answer(words, call);
    if (said === 'no-path') return false;
    if (said === null) return true;
    if (typeof said === 'string') await call.reply(said);
    else if ('problem' in said) await call.reply(said);
    else {
      const { markdown, buttons, about } = said;
      await call.reply(markdown, { silent: true, buttons, about });
    }
    return true;
  }

  async #answer(words: string, call: CommandCall) {
    const { message, generation, bot } = call;
    const { files } = generation.config.telegram;
    if (!files.enabled) return FILES_OFF;
    const refusal = await mayTransfer(message, files, bot.channel);
    if (refusal !== null) return MAY_NOT_TRANSFER[refusal];
    const wanted = await this.#files.wanted(words, call);
    if (!wanted.ok) return { problem: wanted.problem };
    const { place, path } = wanted.value;
    if (path === '') return 'no-path';
    if (place === null) return noProjectText('file get', generation.projects.aliases);
    return this.#get.send(place, pathBelow(place.directory, path), { place: call.place, replyTo: message.messageId });
  }
}
