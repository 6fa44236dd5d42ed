import { expect } from 'chai';
import { configOf } from '../adapters/config/read-text.js';
import { ANSWER, usage } from '../live-keys/held-run.js';
import { TestApp, TestWorld } from '../support/app.js';
import type { ConfigChange } from '../support/builders/app-config.js';
import type { HeldRun } from '../support/fakes/fake-engine.js';
import { settled } from '../support/fakes/fake-time.js';
import { TelegramServer } from '../support/telegram-server/telegram-server.js';

const EMPTY = { kind: 'empty' } as const;

/** A run that the test plays by hand, and the outbox that its agent was told of. */
async function held(app: TestApp, text = 'work'): Promise<{ readonly run: HeldRun; readonly outbox: string }> {
  app.world.engine.holding = true;
  await app.say(text);
  const run = app.world.engine.held.at(-1);
  if (run === undefined) throw new Error('nothing was begun');
  return { run, outbox: run.order.outbox ?? '' };
}

async function finish(app: TestApp, run: HeldRun): Promise<void> {
  run.emit(ANSWER);
  run.end();
  app.world.engine.holding = false;
  await app.world.time.advance(1_000);
}

/** Everything but the start message. */
const shown = (app: TestApp) => app.world.bot.channel.visible().filter(({ kind }) => kind !== 'said');
const kinds = (app: TestApp) => shown(app).map(({ kind, text }) => [kind, text.split('\n')[0]]);

describe('what a run hands out', () => {
  it('is sent behind the answer, in reply to who asked, stands for the run, and is deleted then', async () => {
    const app = await TestApp.start();
    const { run, outbox } = await held(app);
    expect(outbox).to.match(/^\/home\/ada\/\.untether-outbox\/\w+$/);
    expect(run.order.preamble).to.include(outbox).and.include('UNTETHER_OUTBOX');
    app.world.runOutbox.put(outbox, 'report.md', '# Report');
    app.world.runOutbox.put(outbox, 'chart.png', 'png');
    await finish(app, run);
    expect(kinds(app)).to.deep.equal([
      ['final', 'done: done'],
      ['files', '📎 chart.png (3 B)'],
      ['files', '📎 report.md (8 B)'],
    ]);
    const [final, file] = shown(app);
    expect(file?.replyTo).to.equal(final?.replyTo);
    expect(file?.about).to.deep.equal({ kind: 'run', run: run.order.run });
    expect(file?.silent).to.equal(true);
    expect(app.world.runOutbox.lying.size).to.equal(0);
    expect(app.world.files.staged.size).to.equal(0);
    expect(app.world.outgoing.untold).to.deep.equal([]);
    expect(app.world.runOutbox.opened.size).to.equal(0);
  });

  it('is sent before the run is begun again, and nothing twice', async () => {
    const app = await TestApp.start({ watchdog: { streamIdleAutoRetry: true, streamIdleMaxRetries: 1 } });
    const { run, outbox } = await held(app);
    app.world.runOutbox.put(outbox, 'first.txt', 'one');
    const problem = { kind: 'stream-idle', message: 'the stream broke' } as const;
    const resume = { engine: 'fake', value: 'c1', directory: '/home/ada' };
    app.world.engine.know('c1');
    run.emit(
      { kind: 'started', resume, meta: {} },
      { kind: 'completed', ok: false, answer: '', problem, usage: usage(0) },
    );
    run.end();
    await app.world.time.advance(30_000);
    const again = app.world.engine.held.at(-1);
    if (again === undefined || again === run) throw new Error('nothing was begun again');
    expect(again.order.outbox).to.equal(outbox);
    expect(app.texts('files')).to.deep.equal(['📎 first.txt (3 B)']);
    app.world.runOutbox.put(outbox, 'second.txt', 'two');
    await finish(app, again);
    expect(app.texts('files')).to.deep.equal(['📎 first.txt (3 B)', '📎 second.txt (3 B)']);
  });

  it('of two runs in one directory is never mixed up', async () => {
    const app = await TestApp.start({ telegram: { sessionMode: 'stateless' } });
    const first = await held(app, 'one');
    const second = await held(app, 'two');
    expect(first.outbox).to.not.equal(second.outbox);
    app.world.runOutbox.put(first.outbox, 'one.txt', 'of one');
    app.world.runOutbox.put(second.outbox, 'two.txt', 'of two');
    await finish(app, second.run);
    await finish(app, first.run);
    const files = app.world.bot.channel.of('files');
    expect(files.map(({ text, about }) => [text, about])).to.deep.equal([
      ['📎 two.txt (6 B)', { kind: 'run', run: second.run.order.run }],
      ['📎 one.txt (6 B)', { kind: 'run', run: first.run.order.run }],
    ]);
  });

  it('says what was skipped, and where it is, in one silent message', async () => {
    const app = await TestApp.start();
    const { run, outbox } = await held(app);
    app.world.runOutbox.put(outbox, 'a.txt', 'a');
    app.world.runOutbox.put(outbox, 'b.pem', { kind: 'denied-name', glob: '*.pem' });
    app.world.runOutbox.put(outbox, 'c', EMPTY);
    await finish(app, run);
    expect(app.texts('files')).to.deep.equal([
      '📎 a.txt (1 B)',
      '📎 Not sent: 2 files, kept in `.untether-outbox/.skipped`\n- `b.pem`: its name may hold secrets (*.pem)\n- `c`: it is empty',
    ]);
  });

  for (const [what, status, play] of [['failed', 'the run failed', (run: HeldRun) => run.end()]] as const) {
    it(`of a run that ${what} is listed and stays`, async () => {
      const app = await TestApp.start();
      const { run, outbox } = await held(app);
      app.world.runOutbox.put(outbox, 'half.txt', 'half');
      play(run);
      await app.world.time.advance(60_000);
      expect(app.texts('files')).to.deep.equal([
        `📎 Not sent: 1 file, kept in \`.untether-outbox/${run.order.run}\`\n- \`half.txt\`: ${status}`,
      ]);
      expect([...app.world.runOutbox.lying.keys()]).to.deep.equal([`${outbox}/half.txt`]);
    });
  }

  it('of a cancelled run is listed and stays', async () => {
    const app = await TestApp.start();
    const { run, outbox } = await held(app);
    app.world.runOutbox.put(outbox, 'half.txt', 'half');
    await app.say('/cancel');
    run.end();
    await app.world.time.advance(60_000);
    expect(app.texts('files')[0]).to.include('the run was cancelled');
    expect(app.world.runOutbox.lying.size).to.equal(1);
  });

  it('of a trigger is sent only where the trigger says so', async () => {
    for (const outbox of [false, true]) {
      const { triggers } = configOf(`[transports.telegram]
bot_token = "4000:fake"
chat_id = 7
allowed_user_ids = [7]
[triggers]
enabled = true
[[triggers.crons]]
id = "nightly"
schedule = "* * * * *"
prompt = "work"
outbox = ${outbox}
`);
      const app = await TestApp.start({ triggers } as ConfigChange);
      await app.world.time.advance(61_000);
      expect(app.world.engine.orders.at(-1)?.outbox === undefined).to.equal(!outbox);
    }
  });

  it('arrives once after a crash at any point behind the answer, and none of it is lost', async () => {
    const world = new TestWorld();
    const app = await TestApp.start({}, world);
    const { run, outbox } = await held(app);
    world.runOutbox.put(outbox, 'a.txt', 'a');
    world.runOutbox.put(outbox, 'b.txt', 'b');
    // The answer is on disk with the promise of its files, which can't be copied before the end.
    world.files.problem = { kind: 'disk-full', path: 'x' };
    world.bot.channel.cut();
    run.emit(ANSWER);
    await settled();
    expect(world.outgoing.untold.map(({ parcel }) => parcel.kind)).to.include('outbox');
    app.crash();
    world.engine.held.length = 0;
    world.engine.holding = false;
    world.files.problem = null;
    world.bot = world.anotherBot();
    const second = await TestApp.start({}, world);
    await world.time.advance(60_000);
    expect(second.texts('files')).to.deep.equal(['📎 a.txt (1 B)', '📎 b.txt (1 B)']);
    expect(world.outgoing.untold).to.deep.equal([]);
    expect(world.runOutbox.lying.size).to.equal(0);
    expect(world.files.staged.size).to.equal(0);
  });

  it('holds up no other run while the network is away', async () => {
    const app = await TestApp.start();
    const { run, outbox } = await held(app);
    app.world.runOutbox.put(outbox, 'a.txt', 'a');
    app.world.bot.channel.cut();
    await finish(app, run);
    app.world.engine.holding = true;
    await app.say('next');
    expect(app.world.engine.held.at(-1)).to.not.equal(run);
    expect(app.texts('files')).to.deep.equal([]);
    app.world.bot.channel.mend();
    await app.world.time.advance(1_000);
    const told = kinds(app).filter(([kind]) => kind !== 'progress');
    expect(told.map(([kind]) => kind)).to.deep.equal(['final', 'files']);
  });

  it('goes on behind what an earlier process sent, and what is staged for it is kept', async () => {
    const world = new TestWorld();
    const app = await TestApp.start({}, world);
    const { run, outbox } = await held(app);
    world.runOutbox.put(outbox, 'a.txt', 'a');
    world.runOutbox.put(outbox, 'deadly.txt', 'b');
    world.bot.channel.deadly.add('deadly.txt');
    await finish(app, run);
    expect(app.texts('files')).to.deep.equal(['📎 a.txt (1 B)']);
    app.crash();
    world.bot = world.anotherBot();
    const second = await TestApp.start({}, world);
    await world.time.advance(60_000);
    expect(second.texts('files')).to.deep.equal(['📎 deadly.txt (1 B)']);
    expect(world.files.staged.size).to.equal(0);
    expect(world.runOutbox.lying.size).to.equal(0);
  });

  it('waits behind a closed door with its answer, and comes when that opens', async () => {
    const world = new TestWorld();
    const server = new TelegramServer({ now: () => world.time.now() });
    server.addBot('4000:fake');
    server.addUser(7, 'Ada');
    world.botApi = server.fetch;
    const app = await TestApp.start({ telegram: { reactions: false } }, world);
    world.engine.holding = true;
    server.sendText(7, 7, 'work', { bot: '4000:fake' });
    await world.time.advance(3_000);
    const run = world.engine.held.at(-1);
    if (run === undefined) throw new Error('nothing was begun');
    world.runOutbox.put(run.order.outbox ?? '', 'a.txt', 'a');
    server.block(7);
    await finish(app, run);
    await world.time.advance(5_000);
    expect(await world.keptFinals.staged()).to.have.length(1);
    expect(world.runOutbox.lying.size).to.equal(1);
    const chat = server.world.chat(7);
    if (chat !== undefined) chat.facts.closed = null;
    server.sendText(7, 7, '/ping', { bot: '4000:fake' });
    await world.time.advance(60_000);
    const documents = server.chat(7).visible.flatMap(({ document }) => document ?? []);
    expect(documents.map(({ name, text }) => [name, text])).to.deep.equal([['a.txt', 'a']]);
    expect(world.runOutbox.lying.size).to.equal(0);
    expect(world.files.staged.size).to.equal(0);
    await app.stop();
  });

  it('is told of where it can’t be copied, and stays', async () => {
    const app = await TestApp.start();
    const { run, outbox } = await held(app);
    app.world.runOutbox.put(outbox, 'a.txt', 'a');
    app.world.files.problem = { kind: 'disk-full', path: '/state/staging/x' };
    await finish(app, run);
    expect(app.texts('final')).to.deep.equal(['done: done']);
    expect(app.texts('files')[0]).to.include('`a.txt`: there is no space left to copy it');
  });

  it('packs directories where that is wanted, and deletes them only if all of them was sent', async () => {
    const { telegram } = configOf(`[transports.telegram]
bot_token = "4000:fake"
chat_id = 7
allowed_user_ids = [7]
[transports.telegram.files]
outbox_deliver_directories = "zip"
`);
    const app = await TestApp.start({ telegram });
    const { run, outbox } = await held(app);
    const { files } = app.world;
    app.world.runOutbox.put(outbox, 'site', { kind: 'directory' });
    files.files.set(`${outbox}/site/index.html`, new TextEncoder().encode('hello'));
    app.world.runOutbox.put(outbox, 'part', { kind: 'directory' });
    for (const name of ['whole', 'shut']) files.files.set(`${outbox}/part/${name}`, new TextEncoder().encode(name));
    app.world.runOutbox.put(outbox, 'shut', { kind: 'directory' });
    files.files.set(`${outbox}/shut/a`, new TextEncoder().encode('a'));
    for (const name of ['part/shut', 'shut/a']) files.unreadable.add(`${outbox}/${name}`);
    app.world.runOutbox.put(outbox, 'void', { kind: 'directory' });
    await finish(app, run);
    const [part, archive, list] = await app.world.bot.channel.waitFor(
      () => app.texts('files').length === 3 && app.texts('files'),
    );
    expect(archive).to.match(/^📎 site\.zip \(\d+ B\)$/);
    expect(part).to.equal('📦 part.zip (1 file, 1 left out)');
    expect(list).to.include('`void`').and.include('`shut`');
    await settled();
    expect([...app.world.runOutbox.lying.keys()]).to.deep.equal([`${outbox}/part`]);
    expect(files.staged.size).to.equal(0);
  });

  it('is sent too where what is skipped can’t be put aside', async () => {
    const app = await TestApp.start();
    const { run, outbox } = await held(app);
    app.world.runOutbox.holdsOn = true;
    app.world.runOutbox.put(outbox, 'report.md', '# Report');
    app.world.runOutbox.put(outbox, 'void', EMPTY);
    await finish(app, run);
    const [file, list] = app.texts('files');
    expect(file).to.equal('📎 report.md (8 B)');
    expect(list).to.include('`void`').and.not.include('.skipped');
    expect(app.world.runOutbox.opened.size).to.equal(0);
    expect(app.world.outgoing.untold).to.deep.equal([]);
  });

  it('does without an outbox where none can be made', async () => {
    const app = await TestApp.start();
    app.world.runOutbox.problem = { kind: 'not-permitted', path: '/home/ada' };
    const { run } = await held(app);
    expect(run.order).to.not.have.property('outbox');
    expect(run.order.preamble).to.not.include('OUTBOX');
    await finish(app, run);
    expect(kinds(app)).to.deep.equal([['final', 'done: done']]);
  });
});
