import { DenyGlobs } from '../../../src/adapters/files/deny-globs.js';
import type { FileOrigin } from '../../../src/application/ports/chat/files-order.js';
import type { FileProblem } from '../../../src/application/ports/system/file-vault.js';
import type {
  LeftFile,
  RunOutbox,
  TakenFile,
  TakenFiles,
  TakeRules,
  WhyLeft,
} from '../../../src/application/ports/system/run-outbox.js';
import { fail, ok, type Result } from '../../../src/domain/result.js';
import type { OutboxPlace } from '../../../src/domain/run/hand-out.js';
import type { FakeFileVault } from './fake-file-vault.js';

/** What lies in an outbox: its bytes, or why it is not to be taken. */
type Lying = Uint8Array | WhyLeft;

/** Outboxes in memory, from which files are staged in a vault. */
export class FakeRunOutbox implements RunOutbox {
  readonly #vault: FakeFileVault;
  /** What lies there, by path. */
  readonly lying = new Map<string, Lying>();
  /** The directories that are open. */
  readonly opened = new Set<string>();
  /** Set to let opening fail. */
  problem: FileProblem | null = null;
  /** Set to let nothing be put aside. */
  holdsOn = false;

  constructor(vault: FakeFileVault) {
    this.#vault = vault;
  }

  /** An agent leaves a file in a directory that it was told of. */
  put(directory: string, name: string, content: string | WhyLeft): void {
    this.lying.set(`${directory}/${name}`, typeof content === 'string' ? new TextEncoder().encode(content) : content);
  }

  async open(place: OutboxPlace): Promise<Result<string, FileProblem>> {
    if (this.problem !== null) return fail(this.problem);
    this.opened.add(pathOf(place));
    return ok(pathOf(place));
  }

  async take(
    place: OutboxPlace,
    { secretNames, maxFiles, taken }: TakeRules,
  ): Promise<Result<TakenFiles, FileProblem>> {
    const [files, left]: [TakenFile[], LeftFile[]] = [[], []];
    const denied = new DenyGlobs(secretNames);
    for (const name of await this.names(place)) {
      const path = `${pathOf(place)}/${name}`;
      const lying = this.lying.get(path);
      if (lying === undefined || taken.has(path)) continue;
      const glob = denied.denying(path);
      const limit: WhyLeft | null = files.length >= maxFiles ? { kind: 'too-many' } : null;
      const why =
        lying instanceof Uint8Array ? (glob === null ? limit : ({ kind: 'denied-name', glob } as const)) : lying;
      if (why !== null || !(lying instanceof Uint8Array)) {
        left.push({
          name,
          loose: false,
          origin: { path, identity: path, within: place.directory },
          why: why ?? { kind: 'empty' },
        });
        continue;
      }
      const staged = await this.#vault.stage(bytesOf(lying), Number.POSITIVE_INFINITY);
      if (!staged.ok)
        left.push({
          name,
          loose: false,
          origin: { path, identity: path, within: place.directory },
          why: { kind: 'problem', problem: staged.problem },
        });
      else {
        const origin = { path, identity: path, within: place.directory };
        files.push({ staged: staged.value, name, bytes: lying.length, origin });
      }
    }
    return ok({ files, left });
  }

  async names(place: OutboxPlace): Promise<readonly string[]> {
    const directory = `${pathOf(place)}/`;
    const paths = [...this.lying.keys()].filter((path) => path.startsWith(directory));
    return paths.map((path) => path.slice(directory.length)).sort();
  }

  async setAside(place: OutboxPlace, left: readonly LeftFile[]): Promise<string> {
    if (this.holdsOn) throw new Error('ENOTDIR: not a directory');
    for (const { name } of left) this.lying.delete(`${pathOf(place)}/${name}`);
    return `${place.outbox}/.skipped`;
  }

  async close(place: OutboxPlace): Promise<void> {
    this.opened.delete(pathOf(place));
  }

  async discard({ path, identity }: FileOrigin): Promise<void> {
    if (identity === path) this.lying.delete(path);
  }
}

function pathOf({ directory, outbox, run }: OutboxPlace): string {
  return `${directory}/${outbox}/${run}`;
}

async function* bytesOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
