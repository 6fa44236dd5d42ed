import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Account } from './account.js';
import { FreePorts } from './free-port.js';
import { Random } from './random.js';
import { Stage, type StageOptions } from './stage.js';

/** What the harness is asked to do. */
export interface Options {
  /** Kills under load. */
  readonly kills: number;
  /** How many notices wait when the kills over a backlog begin, of which there is one in ten of `kills`. */
  readonly backlog: number;
  readonly seed: number;
  /** Stages at once. */
  readonly parallel: number;
  /** Of the steps, every how many-th is tried. */
  readonly every: number;
  /** A directory for the programs' output where something went wrong; `null` to keep none. */
  readonly keep: string | null;
}

/** What the parts share: options, chance, ports, and where they say how far they are. */
export class Harness {
  readonly options: Options;
  readonly #stages = new Set<Stage>();
  #kept = 0;
  readonly #ports = new FreePorts();
  readonly #print: (line: string) => void;

  constructor(options: Options, print: (line: string) => void) {
    this.options = options;
    this.#print = print;
  }

  /** Chance of its own for everything with a name, so that one part doesn't change another's. */
  random(name: string): Random {
    let seed = this.options.seed;
    for (const letter of name) seed = Math.imul(seed ^ letter.charCodeAt(0), 0x01000193);
    return new Random(seed);
  }

  say(line: string): void {
    this.#print(line);
  }

  /** Opens a stage whose cron, if `cronAfterMs` is given, is due so long after now. */
  async stage({ cronAfterMs, ...options }: StageOptions & { readonly cronAfterMs?: number } = {}): Promise<Stage> {
    const stage = await Stage.open(await this.#ports.take(), options);
    this.#stages.add(stage);
    if (cronAfterMs === undefined) return stage;
    const [token, dueAtMs] = [stage.ledger.mint(), stage.now() + cronAfterMs];
    stage.ledger.add('cron', token, 41, { dueAtMs });
    await stage.configure(new Map([[token, dueAtMs]]));
    return stage;
  }

  /** Ends every program that still runs and removes what is on disk, where the harness itself has to end. */
  async close(): Promise<void> {
    await Promise.all([...this.#stages].map((stage) => stage[Symbol.asyncDispose]()));
  }

  /** Keeps what the programs of a stage said if something went wrong on it. */
  async keep(stage: Stage, complaints: readonly string[]): Promise<void> {
    const { keep } = this.options;
    if (keep === null || complaints.length === 0) return;
    await mkdir(keep, { recursive: true });
    const chats = stage.messages().map(({ chatId, messageId, replyTo, deletedAtMs, history }) => ({
      ...{ chatId, messageId, replyTo, deleted: deletedAtMs !== null },
      texts: history.map(({ text }) => text.slice(0, 300)),
    }));
    const report = { complaints, facts: stage.ledger.facts, chats, steps: stage.steps() };
    const name = join(keep, `${++this.#kept}`);
    await writeFile(`${name}.json`, JSON.stringify(report, null, 1));
    await writeFile(`${name}.log`, stage.rig.output);
  }

  /** Does the work for each, as many at once as is asked for; says how far it is every tenth. */
  async each<T>(account: Account, items: readonly T[], work: (item: T, index: number) => Promise<void>): Promise<void> {
    let next = 0;
    const hand = async () => {
      for (let index = next++; index < items.length; index = next++) {
        const item = items[index];
        if (item !== undefined) await work(item, index);
        if ((index + 1) % 10 === 0) this.say(`  ${account.name}: ${index + 1} of ${items.length}, ${standOf(account)}`);
      }
    };
    await Promise.all(Array.from({ length: this.options.parallel }, hand));
  }
}

/** How it stands, in short. */
export function standOf({ kills, lost, startedTwice, repeated }: Account): string {
  return `${kills} kills, ${lost} lost, ${startedTwice} started twice, ${repeated} repeated`;
}
