import { expect } from 'chai';
import type { EngineAccount, EngineTools, LoginInvitation } from '../../src/application/ports/engine/engine-tools.js';
import { StopSource } from '../../src/domain/ports/stop-signal.js';

/** Tools over programs that behave as they are told. */
export interface EngineToolsBench {
  readonly tools: EngineTools;
  /** Lets the program of an engine be missing. */
  remove(engine: string): Promise<void>;
  /** How the login that is under way, or the next one, ends. */
  endLogin(well: boolean): Promise<void>;
  /** The threads that there are, in their order. */
  putThreads(threads: readonly { readonly id: string; readonly title: string }[]): Promise<void>;
  putAccount(engine: 'claude' | 'codex', account: EngineAccount): Promise<void>;
  close(): Promise<void>;
}

const FIRST = { id: 'T-0123abcd-0000-4000-8000-000000000001', title: 'mend the build' };
const SECOND = { id: 'T-0123abcd-0000-4000-8000-000000000002', title: 'write the page' };

/** The only engine with an ability. */
function only<A extends { readonly engine: string; readonly name: string }>(able: readonly A[], engine: string): A {
  expect(able.map((one) => one.engine)).to.deep.equal([engine]);
  const [ability] = able;
  if (ability === undefined) throw new Error(`${engine} can’t`);
  expect(ability.name.toLowerCase()).to.equal(engine);
  return ability;
}

/** What all tools of engines promise. */
export function describeEngineTools(name: string, make: () => Promise<EngineToolsBench>): void {
  describe(`${name} as tools of engines`, () => {
    let bench: EngineToolsBench;
    let tools: EngineTools;

    const login = () => only(tools.logins, 'codex');
    const threads = () => only(tools.threads, 'amp');

    beforeEach(async () => {
      bench = await make();
      tools = bench.tools;
    });

    afterEach(() => bench.close());

    it('say how a missing program is installed', async () => {
      await bench.remove('codex');
      await bench.remove('amp');
      const calls = [
        login().logIn(() => undefined, new StopSource().signal),
        threads().list(null),
        threads().archive(FIRST.id),
      ];
      for (const outcome of await Promise.all(calls)) {
        expect(outcome).to.have.nested.property('problem.kind', 'not-installed');
        expect(outcome).to.have.nested.property('problem.install').that.includes('install');
      }
      expect(await tools.account('codex')).to.equal('unknown');
    });

    for (const well of [true, false]) {
      it(`invite once to a login that ends ${well ? 'well' : 'badly'}`, async () => {
        const invitations: LoginInvitation[] = [];
        const invited = Promise.withResolvers<void>();
        const outcome = login().logIn((invitation) => {
          invitations.push(invitation);
          invited.resolve();
        }, new StopSource().signal);
        await invited.promise;
        await bench.endLogin(well);
        expect((await outcome).ok).to.equal(well);
        expect(invitations).to.have.length(1);
        expect(invitations[0]?.url).to.match(/^https:\/\/\S+$/);
        expect(invitations[0]?.code).to.match(/^[A-Z0-9]{4,6}-[A-Z0-9]{4,6}$/);
      });
    }

    it('give a login up when it is stopped', async () => {
      const stop = new StopSource();
      const outcome = login().logIn(() => stop.stop(), stop.signal);
      expect(await outcome).to.have.nested.property('problem.kind', 'interrupted');
    });

    it('list threads, find them and put them away', async () => {
      await bench.putThreads([FIRST, SECOND]);
      expect(await threads().list(null)).to.deep.equal({ ok: true, value: [FIRST, SECOND] });
      expect(await threads().list('page')).to.deep.equal({ ok: true, value: [SECOND] });
      expect((await threads().archive(FIRST.id)).ok).to.equal(true);
      expect(await threads().list(null)).to.deep.equal({ ok: true, value: [SECOND] });
    });

    it('take what a person wrote for nothing but words and ids', async () => {
      await bench.putThreads([FIRST, SECOND]);
      for (const id of [
        '--help',
        '-h',
        '',
        '*',
        `${FIRST.id} --all`,
        `--all=${FIRST.id}`,
        '../x',
        'T-1',
        `${FIRST.id}\0`,
      ]) {
        expect(await threads().archive(id), id).to.have.nested.property('problem.kind', 'session-unknown');
      }
      for (const words of ['--help', '-x page', '--', 'a\0b']) {
        expect(await threads().list(words), words).to.deep.equal({ ok: true, value: [] });
      }
      expect(await threads().list(null)).to.deep.equal({ ok: true, value: [FIRST, SECOND] });
    });

    it('tell who is logged in', async () => {
      await bench.putAccount('claude', 'logged-in');
      await bench.putAccount('codex', 'logged-out');
      expect(await tools.account('claude')).to.equal('logged-in');
      expect(await tools.account('codex')).to.equal('logged-out');
      expect(await tools.account('pi')).to.equal('unknown');
    });
  });
}
