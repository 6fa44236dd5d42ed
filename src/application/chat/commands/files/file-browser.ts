import type { ShownFiles } from '../../../../domain/chat/shown-files.js';
import type { TokenSource } from '../../../../domain/ports/token-source.js';
import type { RunContext } from '../../../../domain/project/context.js';
import { inRows } from '../../../delivery/button-rows.js';
import type { Button } from '../../../ports/chat/chat-channel.js';
import type { MessageSubject } from '../../../ports/chat/message-store.js';
import type { ByteCodec } from '../../../ports/system/byte-codec.js';
import type { DirectoryEntry, FileProblem, FileVault, FoundFile } from '../../../ports/system/file-vault.js';
import {
  BROWSE_LABELS,
  directoryText,
  entryLabel,
  fileText,
  foundText,
  PROJECTS_TEXT,
  questionText,
} from '../../../wording/files/browse-text.js';
import { filesProblemText } from '../../../wording/files/files-problem-text.js';
import { namesOnPage, pageOf } from './directory-page.js';
import { previewOf } from './file-preview.js';
import { joinedPath, parentOf } from './paths-below.js';
import type { ProjectPlace } from './project-files.js';

/** What the data of the buttons under files begins with; what is shown, what to do, and a number follow. */
export const BROWSE_BUTTON = 'browse:';

/** The same of those that send a file. */
export const SEND_FILE_BUTTON = 'send-file:';

/** What files are looked at with. */
export interface FileBrowserTools {
  readonly vault: Pick<FileVault, 'list' | 'openRead'>;
  readonly codec: Pick<ByteCodec, 'decode'>;
  readonly tokens: TokenSource;
}

/** A message about files, and what it stands for. */
export interface FilesView {
  readonly markdown: string;
  readonly buttons: readonly (readonly Button[])[];
  readonly about: MessageSubject;
}

/** Which page of a directory is shown, and from which one of the directory around it something was chosen; from 0. */
export interface ViewAt {
  readonly page?: number;
  readonly from?: number;
}

/** What the buttons do that send nothing. */
export type BrowseVerb = 'ask' | 'open' | 'page' | 'up';

/** Telegram takes 100 buttons; the other projects are reached by their names. */
const MOST_PROJECTS = 50;

/** So many of what was found have a button. */
export const MOST_FOUND = 20;

/** Shows what is in a project: directories page by page, the beginnings of files. */
export class FileBrowser {
  readonly #tools: FileBrowserTools;

  constructor(tools: FileBrowserTools) {
    this.#tools = tools;
  }

  /** The projects that there are, for a chat that means none. */
  projects(aliases: readonly string[]): FilesView {
    const names = aliases.slice(0, MOST_PROJECTS);
    const shown = this.#shown({ kind: 'projects', names });
    const open = names.map((alias, index) =>
      button(shown, entryLabel({ name: alias, kind: 'directory' }), 'open', index),
    );
    return { markdown: PROJECTS_TEXT, buttons: inRows(open, 2), about: subject(shown, null) };
  }

  /**
   * What is at a path: a page of a directory, or the beginning of a file, which was chosen `from` a page; or why it can't be
   * shown.
   */
  async view(place: ProjectPlace, path: string, { page = 0, from = 0 }: ViewAt = {}): Promise<FilesView> {
    const full = joinedPath(place.directory, path);
    const listed = await this.#tools.vault.list(full, place.rules, (names) => namesOnPage(names, page));
    if (!listed.ok) {
      return listed.problem.kind === 'not-a-directory'
        ? this.#file(place, path, from)
        : this.#problem(place, path, listed.problem);
    }
    const { names, entries, leftOut, isCut } = listed.value;
    const { page: number, pages } = pageOf(names.length, page);
    const shown = this.#shown({ kind: 'directory', path, page: number, names: entries.map(({ name }) => name) });
    const directories = names.filter(({ kind }) => kind === 'directory').length;
    const counts = { directories, others: names.length - directories, leftOut, isCut };
    return {
      markdown: directoryText({ context: place.context, path, page: number + 1, pages, ...counts }),
      buttons: [...inRows(openButtons(shown, entries), 2), ...turning(shown, pages)],
      about: subject(shown, place.context),
    };
  }

  /** Files of which one is to be sent. */
  found({ context }: ProjectPlace, glob: string, files: readonly FoundFile[]): FilesView {
    const some = files.slice(0, MOST_FOUND);
    const shown = this.#shown({ kind: 'found', names: some.map(({ path }) => path) });
    const get = some.map(({ path, bytes }, index) =>
      sendButton(shown, entryLabel({ name: path, kind: 'file', bytes }), index),
    );
    const markdown = foundText({ context, glob, isCut: files.length > some.length });
    return { markdown, buttons: inRows(get, 1), about: subject(shown, context) };
  }

  /** What invites to say something about a file. */
  question(context: RunContext, path: string): Omit<FilesView, 'buttons'> {
    return { markdown: questionText(path), about: subject(this.#shown({ kind: 'question', path }), context) };
  }

  async #file(place: ProjectPlace, path: string, from: number): Promise<FilesView> {
    const { vault, codec } = this.#tools;
    const full = joinedPath(place.directory, path);
    const opened = await vault.openRead(full, Number.MAX_SAFE_INTEGER, place.rules);
    if (!opened.ok) return this.#problem(place, path, opened.problem);
    const { bytes } = opened.value;
    const preview = await previewOf(opened.value, codec);
    const shown = this.#shown({ kind: 'file', path, page: from });
    return {
      markdown: fileText({ path, bytes, preview }),
      buttons: [
        [sendButton(shown, BROWSE_LABELS.send), button(shown, BROWSE_LABELS.ask, 'ask')],
        [button(shown, BROWSE_LABELS.back, 'up')],
      ],
      about: subject(shown, place.context),
    };
  }

  #problem({ context, directory }: ProjectPlace, path: string, problem: FileProblem): FilesView {
    const shown = this.#shown({ kind: 'directory', path });
    const back = parentOf(path) === null ? [] : [[button(shown, BROWSE_LABELS.back, 'up')]];
    const markdown = filesProblemText(problem, directory);
    return { markdown, buttons: back, about: subject(shown, context) };
  }

  #shown(what: Pick<ShownFiles, 'kind'> & Partial<ShownFiles>): ShownFiles {
    return { token: this.#tools.tokens.next(), path: '', page: 0, names: [], ...what };
  }
}

function openButtons(shown: ShownFiles, entries: readonly DirectoryEntry[]): readonly Button[] {
  return entries.map((entry, index) => button(shown, entryLabel(entry), 'open', index));
}

function turning(shown: ShownFiles, pages: number): readonly (readonly Button[])[] {
  const { page, path } = shown;
  const row = [
    ...(page > 0 ? [button(shown, BROWSE_LABELS.before, 'page', page - 1)] : []),
    ...(path === '' ? [] : [button(shown, BROWSE_LABELS.up, 'up')]),
    ...(page < pages - 1 ? [button(shown, BROWSE_LABELS.behind, 'page', page + 1)] : []),
  ];
  return row.length === 0 ? [] : [row];
}

function button({ token }: ShownFiles, label: string, verb: BrowseVerb, number = 0): Button {
  return { label, data: `${BROWSE_BUTTON}${token}:${verb}:${number}` };
}

function sendButton({ token }: ShownFiles, label: string, number = 0): Button {
  return { label, data: `${SEND_FILE_BUTTON}${token}:${number}` };
}

function subject(shown: ShownFiles, context: RunContext | null): MessageSubject {
  return { kind: 'work', engine: null, context, resume: null, shown };
}
