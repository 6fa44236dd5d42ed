import { GitWorktrees } from '../../../src/adapters/git/git-worktrees.js';
import type { RunEvent } from '../../../src/domain/run/run-event.js';
import { RealTime } from '../../adapters/engines/real-time.js';
import { makeRepository, repositoryAt } from '../../support/git-repository.js';
import type { Tree } from '../document.js';
import type { LiveStage } from '../live-stage.js';
import { type Proofs, under } from '../proof.js';

const garden: Tree = { projects: { garden: { path: '/srv/garden' } } };
const notes: Tree = {
  ...garden,
  triggers: {
    enabled: true,
    crons: [
      {
        id: 'tick',
        schedule: '* * * * *',
        project: 'garden',
        action: 'notify_only',
        message_template: 'tick',
      },
    ],
  },
};

const engineOf = (text: string) => async (stage: LiveStage) =>
  (await stage.newOrders(() => stage.app.say(text))).map(({ engine }) => engine);
const directoryOf = (text: string) => async (stage: LiveStage) => (await stage.ask(text))[0]?.directory;

/** What happens to the progress message of a run while the engine does something. */
async function progress(stage: LiveStage, work: (emit: (...events: RunEvent[]) => void) => Promise<void>) {
  const { engine } = stage.world;
  engine.holding = true;
  await stage.app.say('work');
  const run = engine.held.at(-1);
  const message = stage.app.shown('progress').at(-1);
  if (run === undefined || message === undefined) throw new Error('nothing is going on');
  const { edits } = message;
  await work((...events) => run.emit(...events));
  const seen = { edits: message.edits - edits, view: message.view };
  run.end();
  engine.holding = false;
  await stage.pass(60_000);
  return seen;
}

function step(id: number): RunEvent {
  const action = { id: `${id}`, kind: 'tool' as const, title: `step ${id}`, detail: null, exitCode: null };
  return { kind: 'action', phase: 'completed', action, ok: true };
}

/** What is at the top of the file, `[projects]`, `[progress]`, `[footer]` and `[preamble]`. */
export const runProofs: Proofs = {
  default_engine: { from: 'claude', to: 'gemini', see: engineOf('hello'), shows: [['claude'], ['gemini']] },
  default_project: { around: garden, to: 'garden', see: directoryOf('hello'), shows: ['/home/ada', '/srv/garden'] },
  ...under(
    'projects.*',
    {
      path: { from: '/srv/one', to: '/srv/two', see: directoryOf('/garden hello'), shows: ['/srv/one', '/srv/two'] },
      worktrees_dir: {
        to: 'trees',
        see: directoryOf('/garden @leaf hello'),
        shows: ['/srv/garden/.worktrees/leaf', '/srv/garden/trees/leaf'],
      },
      default_engine: { to: 'gemini', see: engineOf('/garden hello'), shows: [['claude'], ['gemini']] },
      worktree_base: {
        around: ({ directory }) => ({ projects: { garden: { path: `${directory}/garden` } } }),
        before: async ({ world, directory }) => {
          world.otherWorktrees = new GitWorktrees(new RealTime(), process.env);
          const repository = await makeRepository(`${directory}/garden`);
          await repository.git('checkout', '--quiet', '-b', 'older');
          await repository.commit('older', 'only here\n');
          await repository.git('checkout', '--quiet', 'main');
        },
        to: 'older',
        see: async (stage) => {
          const branch = `leaf-${stage.applied.length}`;
          const known = stage.world.engine.orders.length;
          await stage.app.say(`/garden @${branch} hello`);
          await stage.wait(() => stage.world.engine.orders.length > known);
          const { directory = '' } = stage.world.engine.orders.at(-1) ?? {};
          return repositoryAt(directory).git('ls-files');
        },
        shows: ['README', 'README\nolder'],
      },
      chat_id: {
        around: notes,
        to: -5,
        see: async (stage) => (await stage.newMessages('notice', () => stage.pass(60_000))).at(-1)?.ref.chatId,
        shows: [7, -5],
      },
    },
    garden,
  ),
  ...under('progress', {
    verbosity: {
      to: 'verbose',
      see: async (stage) => {
        const { view } = await progress(stage, async () => stage.pass(0));
        return view !== null && 'verbose' in view && view.verbose;
      },
      shows: [false, true],
    },
    max_actions: {
      to: 2,
      see: async (stage) => {
        const { view } = await progress(stage, async (emit) => {
          for (let id = 1; id <= 9; id++) emit(step(id));
          await stage.pass(10_000);
        });
        return view?.actions.length;
      },
      shows: [5, 2],
    },
    min_render_interval: {
      to: 10,
      see: async (stage) => {
        const { edits } = await progress(stage, async (emit) => {
          for (let id = 1; id <= 20; id++) {
            emit(step(id));
            await stage.pass(1_000);
          }
        });
        return edits > 5 ? 'often' : 'seldom';
      },
      shows: ['often', 'seldom'],
    },
    heartbeat_interval: {
      to: 100,
      see: async (stage) => (await progress(stage, async () => stage.pass(90_000))).edits,
      shows: [3, 0],
    },
  }),
  'footer.show_api_cost': {
    to: false,
    see: async (stage) => {
      const [final] = await stage.newMessages('final', () => stage.app.say('hello'));
      return final?.view !== null && final !== undefined && 'usage' in final.view && final.view.usage !== null;
    },
    shows: [true, false],
  },
  ...under('preamble', {
    enabled: {
      to: false,
      see: async (stage) => (await stage.ask('hello'))[0]?.preamble === null,
      shows: [false, true],
    },
    text: {
      from: 'one',
      to: 'two',
      see: async (stage) => (await stage.ask('hello'))[0]?.preamble?.split('\n')[0],
      shows: ['one', 'two'],
    },
  }),
};
