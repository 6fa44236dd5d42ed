import { expect } from 'chai';
import { triggeredText } from '../../src/application/wording/triggers/triggered-text.js';
import { TestApp } from '../support/app.js';
import { cronOf } from '../support/builders/cron.js';
import { webhook } from '../support/builders/webhook.js';

const WEB = {
  alias: 'webshop',
  name: 'webshop',
  path: '/p/web',
  worktreesDirectory: '/p/web/.worktrees',
  worktreeBase: null,
  defaultEngine: null,
  chatId: null,
};

describe('what started a run', () => {
  it('is said before it, and its answer replies to that', async () => {
    const daily = cronOf('daily', {
      schedule: '0 13 * * *',
      timezone: 'UTC',
      prompt: 'water the plants\nall',
      project: 'webshop',
    });
    const app = await TestApp.start({ projects: [WEB], triggers: { enabled: true, crons: [daily] } });
    await app.world.time.advance(3_601_000);
    const said = app.shown('said').at(-1);
    expect(said?.text).to.equal('⏰ `cron:daily` · “water the plants” → webshop');
    expect(said?.silent).to.equal(true);
    expect(app.shown('final').at(-1)?.replyTo).to.equal(said?.ref.messageId);
  });

  it('holds nothing up where it can’t be said', async () => {
    const app = await TestApp.start({
      triggers: { enabled: true, crons: [cronOf('daily', { schedule: '0 13 * * *', timezone: 'UTC' })] },
    });
    app.world.bot.channel.cut();
    await app.world.time.advance(3_605_000);
    expect(app.world.engine.orders).to.have.length(1);
    app.world.bot.channel.mend();
    await app.world.time.advance(2_000);
    expect(app.shown('final').at(-1)?.replyTo).to.equal(null);
  });

  it('is named by what the sender says it is about, shown as data', () => {
    const hook = webhook({ id: 'issues', promptTemplate: 'Look at {{issue.title}}' });
    const text = (values: Readonly<Record<string, unknown>>) => triggeredText(hook, values, 'webshop');
    expect(text({ issue: { title: 'Cart total wrong' } })).to.equal(
      '⚡ `webhook:issues` · “Cart total wrong” → webshop',
    );
    expect(text({ subject: 'x', deep: { title: 'y' } })).to.include('“x”');
    expect(text({ issue: { title: '/cancel\n# big **bold**' } })).to.equal(
      '⚡ `webhook:issues` · “`/cancel`” → webshop',
    );
    expect(text({ title: 5, list: [{ a: { title: '' } }] })).to.include('“Look at');
    expect(text({})).to.include('“Look at');
  });
});
