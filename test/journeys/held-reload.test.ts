import { expect } from 'chai';
import { T } from '../../src/composition/wiring/tokens.js';
import { Secret } from '../../src/domain/secret.js';
import { TestApp, TestWorld } from '../support/app.js';
import { appConfig } from '../support/builders/app-config.js';
import { cronOf } from '../support/builders/cron.js';
import { Exposition } from '../support/exposition.js';
import type { FakeMessage } from '../support/fakes/fake-chat-channel.js';

const approve = { reload: { approve: true } };
const broken = {
  severity: 'error',
  file: 'untether.toml',
  key: 'x',
  line: 1,
  column: 1,
  message: 'It is wrong.',
  hint: 'Correct it.',
} as const;

function generation(app: TestApp): number {
  return app.application.get(T.generations).current().number;
}

/** Those that ask, or asked, about an edit; a first start has said already that nothing was on record. */
function questions(app: TestApp): readonly FakeMessage[] {
  return app.shown('notice').filter(({ text }) => !text.includes('No record'));
}

function question(app: TestApp): FakeMessage {
  const found = app.shown('notice').at(-1);
  if (found === undefined) throw new Error('nothing was asked');
  return found;
}

function crons(...ids: readonly string[]) {
  return { triggers: { enabled: true, crons: ids.map((id) => cronOf(id)) } };
}

describe('a reload that is held', () => {
  it('waits until somebody taps Apply, and is live then', async () => {
    const app = await TestApp.start(approve);
    await app.edit({ ...approve, defaultEngine: 'other' });
    expect(generation(app)).to.equal(1);
    expect(question(app).text).to.include('default_engine').and.to.include('reload.approve');
    expect(question(app).silent).to.equal(false);
    expect((await app.application.get(T.healthCheck).now()).reloadHeld).to.equal(true);
    expect(await app.press(question(app), 'Apply')).to.equal('Applied');
    expect(generation(app)).to.equal(2);
    expect(app.application.get(T.generations).current().config.defaultEngine).to.equal('other');
    const [asked] = questions(app);
    expect(asked?.text).to.include('Applied as configuration 2');
    expect(asked?.buttons).to.deep.equal([]);
    expect((await app.application.get(T.healthCheck).now()).reloadHeld).to.equal(false);
  });

  it('changes nothing when it is rejected, shows that the file differs, and asks again when somebody reloads', async () => {
    const app = await TestApp.start(approve);
    await app.edit({ ...approve, defaultEngine: 'other' });
    expect(await app.press(question(app), 'Reject')).to.equal('Rejected');
    expect(generation(app)).to.equal(1);
    expect((await app.application.get(T.healthCheck).now()).reloadRejected).to.equal(true);
    await app.say('/reload');
    expect(app.texts('said').at(-1)).to.include('waits');
    expect(await app.press(question(app), 'Apply')).to.equal('Applied');
    expect((await app.application.get(T.healthCheck).now()).reloadRejected).to.equal(false);
  });

  it('is what the file says, not what was refused before it, until the file says that again', async () => {
    const app = await TestApp.start(approve);
    const refused = async () => (await app.application.get(T.healthCheck).now()).reloadRejected;
    app.world.configSource.spoil([broken]);
    await app.edited();
    expect(await refused()).to.equal(true);
    await app.edit({ ...approve, defaultEngine: 'other' });
    expect(await refused()).to.equal(false);
    app.world.configSource.spoil([broken]);
    await app.edited();
    expect(await refused()).to.equal(true);
  });

  it('gives way to a newer edit in the same message; the buttons of before decide nothing', async () => {
    const app = await TestApp.start(approve);
    await app.edit({ ...approve, defaultEngine: 'other' });
    const before = { ...question(app) };
    await app.edit({ ...approve, footer: { showApiCost: false } });
    expect(questions(app)).to.have.length(1);
    expect(question(app).text).to.include('footer').and.not.to.include('default_engine');
    expect(await app.press(before, 'Apply')).to.include('no longer waiting');
    expect(generation(app)).to.equal(1);
    expect(question(app).buttons).not.to.deep.equal([]);
    await app.press(question(app), 'Apply');
    const { config } = app.application.get(T.generations).current();
    expect([config.defaultEngine, config.footer.showApiCost]).to.deep.equal(['fake', false]);
  });

  it('is decided once: the second tap finds no question', async () => {
    const app = await TestApp.start(approve);
    await app.edit({ ...approve, defaultEngine: 'other' });
    const asked = { ...question(app) };
    await app.press(asked, 'Apply');
    expect(await app.press(asked, 'Reject')).to.include('no longer waiting');
    expect(generation(app)).to.equal(2);
  });

  it('loses its buttons at the first tap after a restart', async () => {
    const world = new TestWorld();
    const app = await TestApp.start(approve, world);
    await app.edit({ ...approve, defaultEngine: 'other' });
    const asked = question(app);
    app.crash();
    const next = await TestApp.start(approve, world);
    expect(await next.press(asked, 'Apply')).to.include('no longer waiting');
    expect(asked.buttons).to.deep.equal([]);
  });

  it('loses the buttons of before the restart also while a newer edit is asked about', async () => {
    const world = new TestWorld();
    const app = await TestApp.start(approve, world);
    await app.edit({ ...approve, defaultEngine: 'other' });
    const asked = question(app);
    app.crash();
    const next = await TestApp.start(approve, world);
    const before = generation(next);
    await next.edit({ ...approve, footer: { showApiCost: false } });
    await next.press(asked, 'Apply');
    expect(asked.buttons).to.deep.equal([]);
    expect(question(next).buttons).not.to.deep.equal([]);
    expect(generation(next)).to.equal(before);
  });

  it('is asked about again after a restart: the start goes on with what was in force', async () => {
    const world = new TestWorld();
    const app = await TestApp.start(approve, world);
    await app.edit({ ...approve, defaultEngine: 'other' });
    app.crash();
    const next = await TestApp.start({ ...approve, defaultEngine: 'other' }, world);
    expect(next.application.get(T.generations).current().config.defaultEngine).to.equal('fake');
    expect((await next.application.get(T.healthCheck).now()).reloadHeld).to.equal(true);
    expect(await next.press(question(next), 'Apply')).to.equal('Applied');
    expect(next.application.get(T.generations).current().config.defaultEngine).to.equal('other');
  });

  it('is put in force by a start that can’t go on with what was: a token that was withdrawn, say', async () => {
    const world = new TestWorld();
    const app = await TestApp.start(approve, world);
    app.crash();
    world.botProblem = {
      kind: 'refused',
      key: 'transports.telegram.bot_token',
      message: 'refused',
      hint: 'Replace it.',
    };
    const token = new Secret('2:new');
    world.otherBots.set('2:new', world.anotherBot());
    const next = await TestApp.start({ ...approve, telegram: { ...appConfig().telegram, token } }, world);
    expect(next.application.get(T.generations).current().config.telegram.token.reveal()).to.equal('2:new');
    expect((await next.application.get(T.healthCheck).now()).reloadHeld).to.equal(false);
  });

  it('ends when the file says again what is in force', async () => {
    const app = await TestApp.start(approve);
    await app.edit({ ...approve, defaultEngine: 'other' });
    await app.edit(approve);
    expect(questions(app)[0]?.buttons).to.deep.equal([]);
    expect((await app.application.get(T.healthCheck).now()).reloadHeld).to.equal(false);
  });

  it('has to be confirmed even where it only switches the holding off', async () => {
    const app = await TestApp.start(approve);
    await app.edit({ reload: { approve: false } });
    expect(generation(app)).to.equal(1);
    await app.press(question(app), 'Apply');
    await app.edit({ defaultEngine: 'other' });
    expect(generation(app)).to.equal(3);
  });

  it('is decided in a group by administrators only, and never by somebody whom only the edit would admit', async () => {
    const app = await TestApp.start({ ...approve, telegram: { chatId: -5, allowedUserIds: [7, 8] } });
    app.world.bot.channel.administrators.set(-5, new Set([8, 9]));
    await app.edit({ ...approve, telegram: { chatId: -5, allowedUserIds: [7, 8, 9] } });
    const apply = question(app).buttons.flat()[0]?.data ?? '';
    const tap = async (userId: number) => {
      const press = { ...app.world.press(question(app), apply, userId), chatKind: 'group' as const };
      await app.receive(press);
      return app.world.bot.channel.answered.get(press.buttonId);
    };
    expect(await tap(7)).to.include('Only administrators');
    expect(await tap(9)).to.include('not allowed');
    expect(generation(app)).to.equal(1);
    expect(await tap(8)).to.equal('Applied');
  });

  it('is what becomes of an edit that leaves nobody who may steer, unless the tripwire is off', async () => {
    const open = { telegram: { allowedUserIds: [], allowAnyUser: true } };
    const app = await TestApp.start();
    await app.edit(open);
    expect(generation(app)).to.equal(1);
    expect(question(app).text).to.include('allowed_user_ids');
    const careless = await TestApp.start({ reload: { tripwire: false } });
    await careless.edit(open);
    expect(generation(careless)).to.equal(2);
  });

  it('shows in the numbers, as what was applied, refused and how long that took does', async () => {
    const app = await TestApp.start(approve);
    await app.edit({ ...approve, defaultEngine: 'other' });
    const numbers = async () => {
      const signs = await app.application.get(T.healthCheck).now();
      return new Exposition((await app.application.get(T.metrics).render(signs)).text);
    };
    expect((await numbers()).value('untether_config_held')).to.equal(1);
    expect((await numbers()).value('untether_config_reloads_held_total')).to.equal(1);
    await app.press(question(app), 'Apply');
    const after = await numbers();
    expect(after.value('untether_config_held')).to.equal(0);
    expect(after.value('untether_config_generation')).to.equal(2);
    expect(after.value('untether_config_reloads_applied_total')).to.equal(2);
    expect(after.value('untether_config_reload_duration_seconds_count', { result: 'applied' })).to.equal(1);
    const at = after.value('untether_config_last_reload_success_timestamp_seconds') ?? 0;
    expect(at * 1_000).to.be.within(app.world.time.now() - 5_000, app.world.time.now());
  });

  it('tells other programs what came of it', async () => {
    const app = await TestApp.start(approve);
    const control = app.application.get(T.control);
    app.world.configSource.put(appConfig({ ...approve, defaultEngine: 'other' }));
    expect(await control.reload(false)).to.deep.equal({ kind: 'held', generation: 1, reason: 'approve' });
    expect((await control.status()).signs.reloadHeld).to.equal(true);
    expect(await control.reload(true)).to.deep.equal({
      kind: 'applied',
      generation: 2,
      changes: ['default_engine: fake → other'],
      warnings: [],
    });
    expect(await control.reload(false)).to.deep.equal({ kind: 'unchanged', generation: 2 });
  });

  it('is put in force by a reload that says so', async () => {
    const app = await TestApp.start(approve);
    await app.edit({ ...approve, defaultEngine: 'other' });
    const outcome = await app.application.get(T.followConfig).reload({ apply: true });
    expect(outcome.kind).to.equal('read');
    expect(generation(app)).to.equal(2);
    expect(questions(app)[0]?.text).to.include('Applied as configuration 2');
  });
});

describe('a reload that drops half of the triggers', () => {
  const four = crons('a', 'b', 'c', 'd');

  it('is applied after two seconds if nothing better comes', async () => {
    const app = await TestApp.start(four);
    await app.edit(crons('a', 'b'));
    expect(generation(app)).to.equal(1);
    await app.world.time.advance(1_500);
    expect(generation(app)).to.equal(2);
    expect(app.application.get(T.generations).current().triggers.all).to.have.length(2);
  });

  it('gives way to the whole file if that comes in time', async () => {
    const app = await TestApp.start(four);
    await app.edit(crons('a'));
    await app.edit(crons('a', 'b', 'c', 'd', 'e'));
    expect(generation(app)).to.equal(2);
    await app.world.time.advance(5_000);
    expect(generation(app)).to.equal(2);
    expect(app.application.get(T.generations).current().triggers.all).to.have.length(5);
  });

  it('is applied at once where there were fewer than four, more stay, or the tripwire is off', async () => {
    const few = await TestApp.start(crons('a', 'b', 'c'));
    await few.edit(crons('a'));
    expect(generation(few)).to.equal(2);
    const many = await TestApp.start(four);
    await many.edit(crons('a', 'b', 'c'));
    expect(generation(many)).to.equal(2);
    const off = await TestApp.start({ ...four, reload: { tripwire: false } });
    await off.edit({ reload: { tripwire: false } });
    expect(generation(off)).to.equal(2);
  });

  it('does not keep the program from stopping', async () => {
    const app = await TestApp.start(four);
    app.world.configSource.put(appConfig(crons()));
    app.world.configWatch.edit();
    await app.world.time.advance(10);
    await app.stop();
    expect(generation(app)).to.equal(1);
  });
});

describe('a file that was emptied', () => {
  const fault = { severity: 'error', file: 'untether.toml', line: null, column: null, hint: 'Add it.' } as const;
  const missing = [{ ...fault, key: 'transports.telegram.bot_token', message: 'There is no bot token.' }];

  it('is taken for a save that is not over, and gives way to what comes in time', async () => {
    const app = await TestApp.start();
    app.world.configSource.empty(missing);
    await app.edited();
    await app.edit({ defaultEngine: 'other' });
    await app.world.time.advance(5_000);
    expect(generation(app)).to.equal(2);
    expect(app.texts('notice').join('\n')).to.not.include('There is no bot token');
  });

  it('is reported once two seconds are over, and the previous settings stay in use', async () => {
    const app = await TestApp.start();
    app.world.configSource.empty(missing);
    await app.edited();
    expect(app.texts('notice').join('\n')).to.not.include('There is no bot token');
    await app.world.time.advance(3_000);
    expect(app.texts('notice').join('\n')).to.include('There is no bot token');
    expect(generation(app)).to.equal(1);
  });
});
