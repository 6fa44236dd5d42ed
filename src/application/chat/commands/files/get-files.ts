import type { MessageId, Place } from '../../../../domain/ids.js';
import type { FilesOrder, OutgoingFile } from '../../../ports/chat/files-order.js';
import type { FileProblem, FileVault } from '../../../ports/system/file-vault.js';
import { LARGEST_SENT_BYTES } from '../../../values/largest-sent-bytes.js';
import {
  archiveCaption,
  emptyArchiveText,
  emptyFileText,
  nothingFoundText,
} from '../../../wording/files/file-answers.js';
import { filesProblemText } from '../../../wording/files/files-problem-text.js';
import { type FileBrowser, type FilesView, MOST_FOUND } from './file-browser.js';
import { joinedPath } from './paths-below.js';
import type { ProjectPlace } from './project-files.js';

/** What is packed into one archive. */
const MOST_PACKED = { files: 10_000, bytes: 500_000_000 };
/** What makes a path a pattern. */
const PATTERN = /[*?[\]{}]/;

/** Where a file is to be sent. */
export interface SendTo {
  readonly place: Place;
  readonly replyTo: MessageId | null;
}

/** What files are sent with. */
export interface GetFilesTools {
  readonly vault: Pick<FileVault, 'discard' | 'find' | 'openRead' | 'stage' | 'zip'>;
  readonly browser: Pick<FileBrowser, 'found'>;
  readonly sender: { send(order: FilesOrder): Promise<void> };
}

/** Sends files of a project to a chat: a file as it is, a directory as an archive. */
export class GetFiles {
  readonly #tools: GetFilesTools;

  constructor(tools: GetFilesTools) {
    this.#tools = tools;
  }

  /**
   * Sends what is at the path, or the only file that it matches as a pattern; resolves once that is on disk, with `null`.
   * Otherwise with what is to be said instead.
   */
  async send(project: ProjectPlace, path: string, to: SendTo): Promise<string | FilesView | null> {
    const { vault, browser } = this.#tools;
    const full = joinedPath(project.directory, path);
    const opened = await vault.openRead(full, LARGEST_SENT_BYTES, project.rules);
    if (opened.ok) {
      await using file = opened.value;
      if (file.bytes === 0) return emptyFileText(path);
      // Awaited here, since the file is closed with this block.
      return await this.#stage(project, to, { path, name: file.name, content: file.content });
    }
    const { problem } = opened;
    if (problem.kind === 'not-a-file' || full === project.directory) return this.#pack(project, path, to);
    if (problem.kind !== 'missing' || !PATTERN.test(path)) return filesProblemText(problem, project.directory);
    const search = { directory: project.directory, glob: path, most: MOST_FOUND + 1 };
    const found = await vault.find(search, project.rules);
    if (!found.ok) return filesProblemText(found.problem, project.directory);
    const [first, ...more] = found.value;
    if (first === undefined) return nothingFoundText(path);
    return more.length === 0 ? this.send(project, first.path, to) : browser.found(project, path, found.value);
  }

  async #pack(project: ProjectPlace, path: string, to: SendTo): Promise<string | null> {
    const full = joinedPath(project.directory, path);
    const zipped = await this.#tools.vault.zip(full, MOST_PACKED, project.rules);
    if (!zipped.ok) {
      // It is there, and neither a file nor a directory.
      const { problem } = zipped;
      const why = problem.kind === 'not-a-directory' ? { kind: 'not-a-file' as const, path: problem.path } : problem;
      return filesProblemText(why, project.directory);
    }
    const { name, files, leftOut, missed, content } = zipped.value;
    const empty = emptyArchiveText(path === '' ? project.context.project : path);
    if (files === 0) return empty;
    const caption = () => (missed() === files ? null : archiveCaption(name, files - missed(), leftOut + missed()));
    return this.#stage(project, to, { path, name, content, caption, empty });
  }

  /** Keeps a copy, so that what was asked for is what is sent, and comes to an end after a restart too. */
  async #stage(project: ProjectPlace, to: SendTo, file: Sendable): Promise<string | null> {
    const { vault, sender } = this.#tools;
    const staged = await vault.stage(file.content, LARGEST_SENT_BYTES);
    if (!staged.ok) return filesProblemText(asked(staged.problem, project, file.path), project.directory);
    const { place, replyTo } = to;
    const { name, empty = null } = file;
    // What an archive holds is known once it is made.
    const caption = file.caption?.();
    if (caption === null) {
      await vault.discard(staged.value);
      return empty;
    }
    const outgoing: OutgoingFile = {
      ...{ staged: staged.value, name, bytes: staged.value.bytes },
      ...(caption === undefined ? {} : { caption }),
    };
    await sender.send({ place, replyTo, files: [outgoing], skipped: [], images: 'document' });
    return null;
  }
}

interface Sendable {
  readonly path: string;
  readonly name: string;
  readonly content: AsyncIterable<Uint8Array>;
  /** `null`: nothing is in it, and `empty` is said instead. */
  readonly caption?: () => string | null;
  readonly empty?: string;
}

/** A problem of our copy is told of the file that was asked for. */
function asked(problem: FileProblem, { directory }: ProjectPlace, path: string): FileProblem {
  return { ...problem, path: joinedPath(directory, path) };
}
