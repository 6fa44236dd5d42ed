import { expect } from 'chai';
import { T } from '../../src/composition/wiring/tokens.js';
import { Secret } from '../../src/domain/secret.js';
import { TestApp, TestWorld } from '../support/app.js';
import type { FakeMessage } from '../support/fakes/fake-chat-channel.js';

const problem = {
  severity: 'error' as const,
  file: 'untether.toml',
  line: 3,
  column: 7,
  key: 'progress.max_actions',
  message: 'This is too much.',
  hint: 'Write less.',
};

function maxActions(app: TestApp): number {
  return app.application.get(T.generations).current().config.progress.maxActions;
}

function number(app: TestApp): number {
  return app.application.get(T.generations).current().number;
}

function report(app: TestApp): FakeMessage {
  const found = app.shown('notice').at(-1);
  if (found === undefined) throw new Error('nothing was told');
  return found;
}

async function edited(...steps: readonly number[]): Promise<TestApp> {
  const app = await TestApp.start();
  for (const step of steps) {
    await app.edit({ progress: { maxActions: step } });
    await app.world.time.advance(10_000);
  }
  return app;
}

describe('an edit that is taken back', () => {
  it('is undone from under its report: the file says what it said before, and that is live', async () => {
    const app = await edited();
    const before = app.world.configText.text;
    await app.edit({ progress: { maxActions: 9 } });
    expect(await app.press(report(app), 'Undo')).to.equal('Done');
    expect(app.world.configText.text).to.equal(before);
    expect([maxActions(app), number(app)]).to.deep.equal([5, 3]);
    expect(app.texts('said').at(-1)).to.include('configuration 1').and.to.include('live as 3');
  });

  it('is undone together with those that were told in the same message', async () => {
    const app = await edited();
    await app.edit({ progress: { maxActions: 8 } });
    await app.edit({ progress: { maxActions: 9 } });
    await app.world.time.advance(2_000);
    await app.press(report(app), 'Undo');
    expect(maxActions(app)).to.equal(5);
  });

  it('stays when the file was edited since', async () => {
    const app = await edited(8, 9);
    const [first] = app.shown('notice');
    if (first === undefined) throw new Error('nothing was told');
    expect(await app.press(first, 'Undo')).to.equal(null);
    expect(app.texts('said').at(-1)).to.include('edited since configuration 2');
    expect(maxActions(app)).to.equal(9);
  });

  it('stays when somebody without a say presses', async () => {
    const app = await edited(9);
    const undo = report(app).buttons.flat()[0]?.data ?? '';
    const press = { ...app.world.press(report(app), undo), chatKind: 'group' as const };
    await app.receive(press);
    expect(app.world.bot.channel.answered.get(press.buttonId)).to.include('Only administrators');
    expect(maxActions(app)).to.equal(9);
  });

  it('is put back where the file can be written only, and it says why not', async () => {
    const app = await edited(9);
    app.world.configText.writeProblem = { kind: 'not-writable', directory: '/etc/untether', code: 'EROFS' };
    await app.press(report(app), 'Undo');
    expect(app.texts('said').at(-1)).to.include('/etc/untether').and.to.include('EROFS');
    expect(maxActions(app)).to.equal(9);
  });

  it('is taken back also where every edit is asked about: who presses has been asked', async () => {
    const app = await TestApp.start();
    await app.edit({ reload: { approve: true } });
    await app.press(report(app), 'Undo');
    expect(app.application.get(T.generations).current().config.reload.approve).to.equal(false);
  });
});

describe('/rollback', () => {
  it('lists the files that were good, the latest first, with what each changed', async () => {
    const app = await edited(8, 9);
    await app.say('/rollback');
    const list = app.shown('said').at(-1);
    expect(list?.text).to.match(/\*\*3\*\* · today .*progress\.max_actions.* · live\n- \*\*2\*\* .*\n- \*\*1\*\*/);
    expect(list?.buttons.flat().map(({ label }) => label)).to.deep.equal(['↩️ 2', '↩️ 1']);
  });

  it('goes back to the one that is tapped or named', async () => {
    const app = await edited(8, 9);
    await app.say('/rollback');
    const list = app.shown('said').at(-1);
    if (list !== undefined) await app.press(list, '1');
    expect([maxActions(app), number(app)]).to.deep.equal([5, 4]);
    await app.say('/rollback 3');
    expect([maxActions(app), number(app)]).to.deep.equal([9, 5]);
    await app.say('/rollback 3');
    expect(app.texts('said').at(-1)).to.include('already says so');
    await app.say('/rollback 77');
    expect(app.texts('said').at(-1)).to.include('77 is not kept');
    await app.say('/rollback soon');
    expect(app.texts('said').at(-1)).to.include('usage');
  });

  it('mends a file that is refused', async () => {
    const app = await edited(8);
    app.world.configSource.spoil([problem]);
    await app.edited();
    await app.say('/rollback 2');
    expect((await app.application.get(T.healthCheck).now()).reloadRejected).to.equal(false);
    expect(maxActions(app)).to.equal(8);
  });

  it('leaves everything as it is where the earlier file is refused now', async () => {
    const app = await TestApp.start();
    await app.edit({ defaultEngine: 'other', telegram: { token: new Secret('5000:next') } });
    const text = app.world.configText.text;
    app.world.botProblem = { kind: 'refused', key: 'transports.telegram.bot_token', message: 'Unknown.', hint: 'Ask.' };
    await app.say('/rollback 1');
    expect(app.texts('said').at(-1)).to.include('stay as they were').and.to.include('bot_token');
    expect(app.world.configText.text).to.equal(text);
    expect(app.application.get(T.generations).current().config.defaultEngine).to.equal('other');
    expect((await app.application.get(T.healthCheck).now()).reloadRejected).to.equal(false);
  });

  it('counts on over restarts, with the same number for the same file', async () => {
    const world = new TestWorld();
    const app = await TestApp.start({}, world);
    await app.edit({ progress: { maxActions: 9 } });
    await app.stop();
    world.bot = world.anotherBot();
    const again = await TestApp.begin(new TestApp(world));
    expect(number(again)).to.equal(2);
    await again.stop();
    world.bot = world.anotherBot();
    const edited = await TestApp.start({ progress: { maxActions: 3 } }, world);
    expect(number(edited)).to.equal(3);
    await edited.say('/rollback 2');
    expect([maxActions(edited), number(edited)]).to.deep.equal([9, 4]);
  });

  it('keeps the last twenty, and a disk that refuses costs no reload', async () => {
    const app = await edited();
    for (let step = 10; step < 40; step++) await app.edit({ progress: { maxActions: step } });
    expect((await app.world.goodFiles.list()).map((file) => file.number)).to.have.length(20);
    app.world.goodFiles.full = true;
    await app.edit({ progress: { maxActions: 1 } });
    expect(maxActions(app)).to.equal(1);
    expect(app.journal.named('config.not-kept')).to.have.length(1);
  });
});

describe('/config diff', () => {
  it('says what the file would change', async () => {
    const app = await TestApp.start({ watchConfig: false });
    await app.edit({ watchConfig: false, progress: { maxActions: 9 }, telegram: { allowedUserIds: [7, 8] } });
    await app.say('/config diff');
    expect(app.texts('said').at(-1))
      .to.include('`progress.max_actions`: `5` → `9`')
      .and.to.include('`transports.telegram.allowed_user_ids`: `8` added');
    expect(number(app)).to.equal(1);
    await app.say('/reload');
    await app.say('/config diff');
    expect(app.texts('said').at(-1)).to.include('matches what is live');
    await app.say('/config diff 1');
    expect(app.texts('said').at(-1)).to.include('`progress.max_actions`: `9` → `5`');
    await app.say('/config diff 9');
    expect(app.texts('said').at(-1)).to.include('9 is not kept');
  });

  it('says what is wrong with a file that is refused', async () => {
    const app = await TestApp.start();
    app.world.configSource.spoil([problem]);
    await app.say('/config diff');
    expect(app.texts('said').at(-1)).to.include('line 3, column 7');
  });
});
