import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect } from 'chai';
import { overlay, type Tree } from '../live-keys/document.js';
import { type Here, LiveStage } from '../live-keys/live-stage.js';
import { realEngines } from '../live-keys/real-engines.js';
import { Exposition } from '../support/exposition.js';
import { TelegramServer } from '../support/telegram-server/telegram-server.js';

const [KNOWN, REFUSED] = ['4001:known-token-of-nobody', '4002:token-that-telegram-refuses'] as const;
const HOOK = { id: 'push', path: '/push', secret: 'one', action: 'notify_only', message_template: 'posted' };

/** What stands around the program in a case. */
interface Outside {
  /** What the owner chat reads, if that is not in the fake one. */
  readonly read?: () => readonly string[];
  readonly close?: () => void;
}

/** A file that is well formed and can't be put in force. */
interface Case {
  readonly around?: Tree;
  readonly wrong: (here: Here) => Tree;
  readonly arrange: (here: Here) => Promise<Outside> | Outside;
  /** What the chat reads about it: which key, and why. */
  readonly told: readonly string[];
}

const cases: Readonly<Record<string, Case>> = {
  'a port that another program has': {
    wrong: ({ ports }) => ({ triggers: { server: { port: ports[1] } } }),
    arrange: async ({ ports }) => {
      const other = createServer().listen(ports[1], '127.0.0.1');
      await once(other, 'listening');
      return { close: () => void other.close() };
    },
    told: ['triggers.server.port', 'in use'],
  },
  'a token that Telegram refuses': {
    around: { transports: { telegram: { bot_token: KNOWN } } },
    wrong: () => ({ transports: { telegram: { bot_token: REFUSED } } }),
    arrange: ({ world }) => {
      const server = new TelegramServer({ now: () => world.time.now() });
      server.addBot(KNOWN);
      server.addUser(7, 'Ada');
      world.botApi = server.fetch;
      const chat = server.addChat(7);
      return { read: () => chat.all.map(({ now }) => now.text) };
    },
    told: ['transports.telegram.bot_token', 'does not know this bot token'],
  },
};

/** How the program answers those who look after it. */
async function looks(stage: LiveStage) {
  const page = async (path: string) => (await stage.send({ path, method: 'GET' })).text;
  const { status, generation, config } = JSON.parse(await page('/health'));
  const numbers = new Exposition(await page('/metrics'));
  const value = (name: string) => numbers.value(`untether_config_${name}`);
  return {
    status,
    generation,
    isRight: config.ok,
    metric: value('generation'),
    applied: value('reloads_applied_total'),
    refused: value('reloads_refused_total'),
    successful: value('last_reload_successful'),
    post: await stage.status({ headers: { authorization: 'Bearer one' }, body: '{}' }),
  };
}

describe('a file that is right, that names what can’t be had, and is right again', () => {
  for (const [name, { around = {}, wrong, arrange, told }] of Object.entries(cases)) {
    it(`${name}: the old one goes on whole, and chat, health and numbers say so`, async () => {
      let outside: Outside = {};
      const hooks = { triggers: { enabled: true, webhooks: [HOOK] } };
      const before = async (here: Here) => {
        outside = await arrange(here);
      };
      await using stage = await LiveStage.start(() => overlay(hooks, around), before);
      const read = () => (outside.read?.() ?? stage.app.texts('notice')).join('\n');
      const first = {
        status: 'ok',
        generation: 1,
        isRight: true,
        metric: 1,
        applied: 1,
        refused: 0,
        successful: 1,
        post: 202,
      };
      expect(await looks(stage)).to.deep.equal(first);

      // What the rest of the file says is refused with it.
      await stage.edit(overlay(wrong(stage.here), { triggers: { webhooks: [{ ...HOOK, secret: 'two' }] } }));
      for (const text of told) expect(read()).to.include(text);
      expect(read()).not.to.include(REFUSED);
      const refused = { ...first, status: 'degraded', isRight: false, refused: 1, successful: 0 };
      expect(await looks(stage)).to.deep.equal(refused);

      outside.close?.();
      await stage.save(overlay(stage.firstTree, { footer: { show_api_cost: false } }));
      expect(read()).to.include('is valid again').and.to.include('footer.show_api_cost');
      const mended = { ...first, generation: 2, metric: 2, applied: 2, refused: 1 };
      expect(await looks(stage)).to.deep.equal(mended);
    });
  }

  it('an engine that is not installed: nothing is refused, who asks for it is told, and it runs again', async () => {
    const { before, around, answer } = realEngines;
    const hooks = { triggers: { enabled: true, webhooks: [HOOK] } };
    await using stage = await LiveStage.start((here) => overlay(hooks, around(here)), before);
    const first = await looks(stage);
    expect(await answer(stage, 'hello')).to.include('turn 1');

    await stage.edit({ claude: { command: '/nowhere/claude' } });
    expect(await answer(stage, 'hello')).to.equal('not-installed');
    const { problem } = (stage.app.shown('final').at(-1)?.view ?? {}) as { readonly problem?: object };
    expect(problem).to.have.property('install').that.includes('npm install');
    expect(await looks(stage)).to.deep.equal({ ...first, generation: 2, metric: 2, applied: 2 });

    await stage.save(stage.firstTree);
    expect(await answer(stage, 'hello')).to.include('turn 2');
    expect(await looks(stage)).to.deep.equal({ ...first, generation: 3, metric: 3, applied: 3 });
  });
});
