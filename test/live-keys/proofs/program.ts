import { ConfigFileWatch } from '../../../src/adapters/config/read/config-file-watch.js';
import { PinoJournal } from '../../../src/adapters/journal/pino-journal.js';
import { logPart } from '../../../src/composition/wiring/log-part.js';
import { T } from '../../../src/composition/wiring/tokens.js';
import { RealTime } from '../../adapters/engines/real-time.js';
import { FakeTime } from '../../support/fakes/fake-time.js';
import { LineSink } from '../../support/line-sink.js';
import type { Here, LiveStage } from '../live-stage.js';
import { type Proofs, under } from '../proof.js';

/** A real log that follows the configuration, and what it wrote. */
class Log {
  #sink = new LineSink();
  #journal: PinoJournal | null = null;

  readonly prepare = ({ world }: Here): void => {
    this.#sink = new LineSink();
    this.#journal = new PinoJournal({ level: 'info', format: 'json' }, { clock: world.time, stream: this.#sink });
    world.extraParts.push(logPart(this.#journal));
  };

  /** What is written of two facts. */
  readonly lines = (): readonly string[] => {
    this.#journal?.flush();
    this.#sink.clear();
    this.#journal?.record({ name: 'some.detail', level: 'debug' });
    this.#journal?.record({ name: 'some.news', level: 'info' });
    this.#journal?.flush();
    return this.#sink.lines;
  };
}

const log = new Log();
const harmless = (n: number) => ({ progress: { max_actions: 10 + n } });

/** Whether an edit of something else is put in force by itself. */
async function follows(stage: LiveStage): Promise<boolean> {
  const known = stage.applied.length;
  await stage.edit(harmless(known));
  return stage.applied.length > known;
}

/** How many messages tell of an edit. */
const told = async (stage: LiveStage) =>
  (await stage.newMessages('notice', () => stage.edit(harmless(stage.applied.length)))).length;

const crons = (count: number) => ({
  triggers: {
    enabled: true,
    crons: Array.from({ length: count }, (_, n) => ({ id: `c${n}`, schedule: '0 0 1 1 *', prompt: 'x' })),
  },
});

/** How the program follows its file, what it remembers, what it logs, and where its state is. */
export const programProofs: Proofs = {
  watch_config: { to: false, see: follows, shows: [true, false] },
  state_dir: {
    from: 'one',
    to: 'two',
    // What is live goes on in the directory that is open and locked; the file's other one is only told.
    see: async (stage) => {
      const { stateDirectory } = stage.app.application.get(T.generations).current().config;
      const isTold = stage.app.texts('notice').some((text) => text.includes('`state_dir` is fixed'));
      return [stateDirectory.replace(stage.here.directory, ''), isTold];
    },
    shows: [
      ['/one', false],
      ['/one', true],
    ],
  },
  ...under('reload', {
    announce: { to: 'none', see: told, shows: [1, 0] },
    approve: { to: true, see: follows, shows: [true, false] },
    tripwire: {
      around: crons(4),
      to: false,
      // Half of the crons are gone: with the tripwire a better reading is waited for.
      see: async (stage) => {
        await stage.edit(crons(2));
        const fact = stage.app.journal.named('config.reloaded').at(-1);
        await stage.edit(crons(4));
        return Number(fact?.data?.['ms']) >= 2_000;
      },
      shows: [true, false],
    },
    settle_ms: {
      before: (here) => {
        // By this clock no time lies between two writes of one save, so that nothing but the key decides how long is waited.
        const [time, clock] = [new RealTime(), new FakeTime()];
        const noting = {
          at: (instant: number, ring: () => void) => time.at(instant, ring),
          after: (delayMs: number, ring: () => void) => {
            here.seen.add(`${delayMs}`);
            return time.after(delayMs, ring);
          },
        };
        here.world.otherWatch = new ConfigFileWatch(`${here.directory}/untether.toml`, noting, clock);
      },
      to: 30,
      see: async (stage) => {
        const known = stage.applied.length;
        stage.here.seen.clear();
        await stage.edit(harmless(known));
        return [20, 30].filter((ms) => stage.here.seen.has(`${ms}`));
      },
      shows: [[20], [30]],
    },
  }),
  'history.keep_s': {
    to: 7_200,
    see: async (stage) => {
      const { asked } = stage.world.finishedWork;
      const known = asked.length;
      while (asked.length === known) await stage.pass(60_000);
      return Math.round((stage.world.time.now() - (asked.at(-1) ?? 0)) / 3_600_000);
    },
    shows: [720, 2],
  },
  ...under('log', {
    level: { before: log.prepare, to: 'debug', see: () => log.lines().length, shows: [1, 2] },
    format: { before: log.prepare, to: 'pretty', see: () => log.lines()[0]?.startsWith('{'), shows: [true, false] },
  }),
};
