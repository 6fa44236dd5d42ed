import type { HandOut } from '../../../domain/run/hand-out.js';
import type { FileRules, FileVault, NameGlob } from '../../ports/system/file-vault.js';
import type { LeftFile, TakenFile, TakenFiles } from '../../ports/system/run-outbox.js';
import { archiveCaption } from '../../wording/files/file-answers.js';

/** How many files an archive may have, and how many bytes these may have together before they are compressed. */
const MOST_IN_ARCHIVE = { files: 5_000, bytes: 500 * 1024 * 1024 };

/** What directories are packed with. */
export interface PackDirectoriesTools {
  readonly vault: Pick<FileVault, 'discard' | 'zip' | 'stage'>;
  /** Names that are never sent. */
  readonly secretNames: readonly NameGlob[];
}

/** Makes archives of the directories in an outbox; one that can't be packed is left out as any other, and says why. */
export class PackDirectories {
  readonly #vault: Pick<FileVault, 'discard' | 'zip' | 'stage'>;
  readonly #secretNames: readonly NameGlob[];

  constructor({ vault, secretNames }: PackDirectoriesTools) {
    this.#vault = vault;
    this.#secretNames = secretNames;
  }

  /** What was found, with archives in place of directories, as many as may still be sent. */
  async pack(handOut: HandOut, found: TakenFiles, maxBytes: number): Promise<TakenFiles> {
    const files: TakenFile[] = [...found.files];
    const left: LeftFile[] = [];
    for (const one of found.left) {
      if (one.why.kind !== 'directory') left.push(one);
      else if (files.length >= handOut.maxFiles) left.push({ ...one, why: { kind: 'too-many' } });
      else {
        const made = await this.#packOne(handOut, one, maxBytes);
        if ('why' in made) left.push(made);
        else files.push(made);
      }
    }
    return { files, left };
  }

  async #packOne({ denied }: HandOut, one: LeftFile, maxBytes: number): Promise<TakenFile | LeftFile> {
    const { path, within } = one.origin;
    const rules: FileRules = {
      roots: [within],
      denied: [],
      secretNames: [...this.#secretNames, ...denied],
      executedNames: [],
      onlySoleNames: true,
    };
    const zipped = await this.#vault.zip(path, MOST_IN_ARCHIVE, rules);
    if (!zipped.ok) return { ...one, why: { kind: 'problem', problem: zipped.problem } };
    const { name, files, leftOut, missed, content } = zipped.value;
    if (files === 0) return { ...one, why: { kind: 'empty' } };
    const staged = await this.#vault.stage(content, maxBytes);
    if (!staged.ok) {
      const isLarge = staged.problem.kind === 'too-large';
      return { ...one, why: isLarge ? { kind: 'too-large', maxBytes } : { kind: 'problem', problem: staged.problem } };
    }
    if (missed() === files) {
      await this.#vault.discard(staged.value);
      return { ...one, why: { kind: 'problem', problem: { kind: 'not-permitted', path } } };
    }
    // What is not in the archive must not be deleted with it.
    const lacking = leftOut + missed();
    if (lacking === 0) return { staged: staged.value, name, bytes: staged.value.bytes, origin: one.origin };
    return {
      ...{ staged: staged.value, name, bytes: staged.value.bytes, origin: { ...one.origin, identity: '' } },
      caption: archiveCaption(name, files - missed(), lacking),
    };
  }
}
