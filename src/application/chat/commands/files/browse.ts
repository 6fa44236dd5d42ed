import type { Generation } from '../../../values/generation.js';
import { MAY_NOT_TRANSFER, noProjectText } from '../../../wording/files/file-answers.js';
import { mayTransfer } from '../../files/may-transfer.js';
import type { Command, CommandCall } from '../command.js';
import type { FileBrowser } from './file-browser.js';
import { pathBelow } from './paths-below.js';
import type { ProjectFiles } from './project-files.js';

/** `/browse`: the files of the project that a task from here would work in. */
export class BrowseCommand implements Command {
  readonly name = 'browse';
  readonly description = 'look at the files of the project';
  readonly usage = ['/browse [path]', '/browse /<project> @<branch> [path]'];
  readonly group = 'chat';
  readonly onlyShows = true;
  readonly #files: ProjectFiles;
  readonly #browser: FileBrowser;

  constructor(files: ProjectFiles, browser: FileBrowser) {
    this.#files = files;
    this.#browser = browser;
  }

  applies({ projects }: Generation): boolean {
    return projects.aliases.length > 0;
  }

  async run(call: CommandCall): Promise<void> {
    const { message, generation, bot } = call;
    const refusal = await mayTransfer(message, generation.config.telegram.files, bot.channel);
    if (refusal !== null) return call.reply(MAY_NOT_TRANSFER[refusal]);
    const wanted = await this.#files.wanted(call.rest, call);
    if (!wanted.ok) return call.reply({ problem: wanted.problem });
    const { place, path } = wanted.value;
    const { aliases } = generation.projects;
    if (place === null && (path !== '' || aliases.length === 0)) return call.reply(noProjectText('browse', aliases));
    const view =
      place === null
        ? this.#browser.projects(aliases)
        : await this.#browser.view(place, pathBelow(place.directory, path));
    const { markdown, buttons, about } = view;
    await call.reply(markdown, { silent: true, buttons, about });
  }
}
