import { expect } from 'chai';
import type { ChangePatch } from '../../src/application/ports/engine/run-changes.js';
import { configOf } from '../adapters/config/read-text.js';
import { TestApp, TestWorld } from '../support/app.js';

const PATCH: ChangePatch = {
  text: 'diff --git a/a.ts b/a.ts\n--- a/a.ts\n+++ b/a.ts\n@@ -1 +1 @@\n-old\n+new\n',
  ...{ files: 1, added: 1, removed: 1 },
  ...{ shared: false, cut: false, withheld: 0, large: 0 },
};

const final = (app: TestApp) => app.shown('final').at(-1);
const labels = (app: TestApp) =>
  final(app)
    ?.buttons.flat()
    .map(({ label }) => label);

describe('the diff of a run', () => {
  const started = async (patch: ChangePatch | null, world = new TestWorld()) => {
    world.runChanges.found = patch;
    const app = await TestApp.start({}, world);
    await app.say('[[steps:2]]work');
    await world.time.advance(2_000);
    return app;
  };

  it('is a button under the answer, which says how much was changed', async () => {
    const app = await started(PATCH);
    expect(labels(app)).to.include('📄 Diff');
    expect(final(app)?.view).to.have.deep.property('changes', { files: 1, added: 1, removed: 1 });
    expect(app.world.runChanges.begun.size).to.equal(0);
  });

  it('is shown in a message, also after a restart', async () => {
    const app = await started(PATCH);
    await app.stop();
    const second = await TestApp.start({}, app.world);
    const message = final(second);
    if (message === undefined) throw new Error('there is no final');
    await second.press(message, 'Diff');
    const shown = second.shown('said').at(-1);
    expect(shown?.text).to.include('```diff').and.include('+new');
    expect(shown?.replyTo).to.equal(message.ref.messageId);
    expect(shown?.about).to.deep.include({ kind: 'run' });
  });

  it('is for those who may look at files', async () => {
    const world = new TestWorld();
    world.runChanges.found = PATCH;
    const app = await TestApp.start({ telegram: { chatId: -5, allowedUserIds: [7, 8] } }, world);
    const { channel } = world.bot;
    channel.administrators.set(-5, new Set([7]));
    await app.say('[[steps:2]]work', { chatId: -5, chatKind: 'supergroup' });
    await world.time.advance(2_000);
    const message = final(app);
    const button = message?.buttons.flat().find(({ label }) => label === '📄 Diff');
    if (message === undefined || button === undefined) return expect.fail('there is no button');
    const press = {
      ...world.press(message, 'data' in button ? button.data : '', 8),
      chatId: -5,
      chatKind: 'supergroup',
    } as const;
    await app.receive(press);
    expect(channel.answered.get(press.buttonId)).to.include('Only administrators');
    expect(app.texts('said').join()).not.to.include('+new');
  });

  it('is a file where one message can’t hold it', async () => {
    const app = await started({ ...PATCH, text: `${PATCH.text}${'+more\n'.repeat(1_000)}`, shared: true, withheld: 2 });
    const message = final(app);
    if (message === undefined) throw new Error('there is no final');
    expect(await app.press(message, 'Diff')).to.equal('Sending…');
    expect(app.texts('files')).to.deep.equal([
      '📄 1 file +1 −1\nAnother task was at work in this directory at the same time; what it changed is included.\nLeft out: 2 files whose name may hold secrets.',
    ]);
    expect(app.world.files.staged.size).to.equal(0);
  });

  it('says so where there is no room to send it', async () => {
    const app = await started({ ...PATCH, text: '+more\n'.repeat(1_000) });
    const message = final(app);
    if (message === undefined) throw new Error('there is no final');
    app.world.files.problem = { kind: 'disk-full', path: '/state/staging/x' };
    await app.press(message, 'Diff');
    expect(app.texts('said').at(-1)).to.include('no space left');
  });

  it('is not offered where nothing was changed, and nothing was done', async () => {
    expect(labels(await started(null))).to.not.include('📄 Diff');
    const world = new TestWorld();
    world.runChanges.found = PATCH;
    const app = await TestApp.start({}, world);
    await app.say('only words');
    expect(labels(app)).to.not.include('📄 Diff');
  });

  it('withholds what the configuration withholds, of runs too that hand out nothing', async () => {
    for (const outboxEnabled of [true, false]) {
      const { telegram } = configOf(`[transports.telegram]
bot_token = "4000:fake"
chat_id = 7
allowed_user_ids = [7]
[transports.telegram.files]
outbox_enabled = ${outboxEnabled}
deny_globs = ["private/**"]
`);
      const app = await TestApp.start({ telegram });
      await app.say('work');
      expect(app.world.runChanges.denied).to.include('private/**');
    }
  });

  it('never holds an answer up for long', async () => {
    const world = new TestWorld();
    world.runChanges.slow = true;
    const app = await started(PATCH, world);
    expect(app.texts('final')).to.have.length(1);
  });

  it('is gone with what was kept, and is no other message’s', async () => {
    const app = await started(PATCH);
    const message = final(app);
    const run = message?.about?.kind === 'run' ? message.about.run : '';
    if (message === undefined) throw new Error('there is no final');
    const forged = app.world.press(message, 'diff:other');
    await app.receive(forged);
    expect(app.world.bot.channel.answered.get(forged.buttonId)).to.equal('This button no longer does anything');
    await app.world.runChanges.forget();
    expect(await app.press(message, 'Diff')).to.equal('This diff is no longer kept');
    expect(run).to.not.equal('');
  });
});
