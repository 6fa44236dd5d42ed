import { once } from 'node:events';
import { rename, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect } from 'chai';
import { FreePorts } from '../faults/free-port.js';
import { expectNoLeaks } from '../support/leaks.js';
import { showsRun } from '../support/run-message.js';
import { ADA, Rig, TOKEN } from './rig.js';

describe('the built program', () => {
  expectNoLeaks();

  it('answers a message: progress, final, conversation, and ends with 0 on SIGTERM', async () => {
    await using rig = await Rig.open();
    const program = await rig.start();
    const first = rig.say('[[steps:3 50]] hello');
    const final = await rig.answer(first, 'turn 1');
    expect(final.now.text).to.match(/^turn 1: .*hello\n\n✓ \d+ s · .*\n.*3 steps/);
    await rig.until('the progress message to go', () => rig.answersTo(first).length === 1);
    await rig.answer(rig.say('again'), 'turn 2');
    program.kill('SIGTERM');
    expect(await rig.ended(program)).to.equal(0);
    expect(rig.output).not.to.include(TOKEN).and.not.to.include('hello');
  });

  it('is not seen to hold the prompt or the token in any process list', async () => {
    await using rig = await Rig.open();
    await rig.start();
    const asked = rig.say('[[arguments]] a-secret-plan');
    const final = await rig.answer(asked, '--output-format');
    expect(final.now.text).not.to.include('a-secret-plan').and.not.to.include(TOKEN);
  });

  it('answers once what was sent while it was stopped, and repeats nothing when started again at once', async () => {
    await using rig = await Rig.open();
    const first = await rig.start();
    await rig.answer(rig.say('before'), 'turn 1');
    first.kill('SIGTERM');
    expect(await rig.ended(first)).to.equal(0);
    const meanwhile = rig.say('while you were away');
    const second = await rig.start();
    await rig.answer(meanwhile, 'turn 2');
    second.kill('SIGTERM');
    expect(await rig.ended(second)).to.equal(0);
    const answered = rig.bots().length;
    const third = await rig.start();
    third.kill('SIGTERM');
    expect(await rig.ended(third)).to.equal(0);
    expect(rig.bots()).to.have.length(answered + 1);
    expect(rig.answersTo(meanwhile)).to.have.length(1);
  });

  it('lets a run end on SIGTERM, and its final arrive', async () => {
    await using rig = await Rig.open();
    const program = await rig.start();
    const asked = rig.say('[[steps:20 200]] finish this');
    await rig.until('progress', () => rig.answersTo(asked).find((one) => showsRun(one.now.text)));
    program.kill('SIGTERM');
    expect(await rig.ended(program)).to.equal(0);
    expect(rig.answersTo(asked).map((one) => one.now.text.includes('turn 1'))).to.deep.equal([true]);
  });

  it('ends at once on the second signal, and tells of the cut run at the next start', async () => {
    await using rig = await Rig.open();
    const program = await rig.start();
    const asked = rig.say('[[hang]]');
    await rig.until('progress', () => rig.answersTo(asked).find((one) => one.now.text.includes('scripted-model')));
    program.kill('SIGTERM');
    await rig.until('the notice', () => rig.bots().find((one) => one.now.text.includes('Shutting down')));
    program.kill('SIGTERM');
    expect(await rig.ended(program)).to.equal(130);
    expect(await rig.processesLeft()).to.deep.equal([]);
    await rig.start();
    const told = await rig.answer(asked, 'Interrupted');
    expect(told.now.text).to.include('Reply to this message to continue.');
    const labels = told.now.buttons.flat().map(({ text }) => text);
    expect(labels).to.deep.equal(['🔁 Run again', '▶️ Continue']);
  });

  it('takes work up again after SIGKILL: what was not begun runs, what was begun is told', async () => {
    await using rig = await Rig.open();
    const program = await rig.start();
    const begun = rig.say('[[hang]] begun');
    await rig.until('progress', () => rig.answersTo(begun).find((one) => one.now.text.includes('scripted-model')));
    const waiting = rig.say('waits behind it');
    await rig.until('the queue', () => rig.answersTo(waiting).find((one) => one.now.text.includes('Queued')));
    program.kill('SIGKILL');
    await rig.ended(program);
    expect(await rig.processes()).not.to.deep.equal([]);
    await rig.start();
    await rig.answer(begun, 'Interrupted');
    await rig.answer(waiting, '✓');
    expect(rig.answersTo(begun)).to.have.length(1);
    expect(await rig.processesLeft()).to.deep.equal([]);
  });

  it('cancels a run by its button and leaves no process behind', async () => {
    await using rig = await Rig.open();
    await rig.start();
    const asked = rig.say('[[spawn]] [[tool:Bash {"command":"tail -f /dev/null"}]]');
    const progress = await rig.until('progress', () =>
      rig.answersTo(asked).find((one) => one.now.text.includes('tail -f')),
    );
    rig.server.press(ADA, progress.messageId, 0);
    await rig.answer(asked, 'Cancelled');
    expect(await rig.processesLeft()).to.deep.equal([]);
  });

  it('says “already running” when it is, for the same state and for the same token', async () => {
    await using rig = await Rig.open();
    await rig.start();
    const same = rig.launch('--config', rig.configPath);
    expect(await rig.ended(same)).to.equal(1);
    expect(rig.output).to.include('already running');
    const sameToken = join(rig.directory, 'other.toml');
    await writeFile(sameToken, `state_dir = "elsewhere"\n${rig.config()}`, { mode: 0o600 });
    expect(await rig.ended(rig.launch('--config', sameToken))).to.equal(1);
    expect(rig.output).to.include('bot_token');
  });

  it('refuses a bad file with every problem and its place, and a token that Telegram refuses', async () => {
    await using rig = await Rig.open();
    await rig.configure(rig.config('[progress]\nmax_actions = 51\nverbositty = "x"\n'));
    expect(await rig.ended(rig.launch('--config', rig.configPath))).to.equal(1);
    expect(rig.output).to.match(/untether\.toml:14:\d+ .*max_actions/);
    expect(rig.output).to.match(/untether\.toml:15:\d+ .*verbositty/);
    await rig.configure(rig.config());
    rig.server.revoke(TOKEN);
    expect(await rig.ended(rig.launch('--config', rig.configPath))).to.equal(1);
    expect(rig.output).to.include('bot_token').and.not.to.include(TOKEN);
  });

  it('checks a configuration offline, with the flag on either side of the command', async () => {
    await using rig = await Rig.open();
    await rig.server.stop();
    expect(await rig.ended(rig.launch('config', 'check', '--config', rig.configPath))).to.equal(0);
    expect(await rig.ended(rig.launch('--config', rig.configPath, 'config', 'check', '--json'))).to.equal(0);
    expect(rig.output).to.include('is fine').and.to.include('"ok": true');
    await rig.configure('default_engine = 3');
    expect(await rig.ended(rig.launch('config', 'check', '--config', rig.configPath))).to.equal(1);
  });

  it('keeps its state in a directory and files that only their owner reads', async () => {
    await using rig = await Rig.open();
    await rig.start();
    const state = join(rig.directory, 'state');
    expect((await stat(state)).mode & 0o777).to.equal(0o700);
    expect((await stat(join(state, 'untether.db'))).mode & 0o777).to.equal(0o600);
  });

  it('follows edits of its file: a bad one is told with its place and changes nothing, a good one is live', async () => {
    await using rig = await Rig.open();
    await rig.start();
    await rig.configure(rig.config('[progress]\nmax_actions = 51\n'));
    const refused = await rig.until('the problem', () =>
      rig.bots().find((one) => one.now.text.includes('max_actions')),
    );
    expect(refused.now.text).to.match(/line 14, column \d+/);
    await rig.answer(rig.say('still the old one'), 'turn 1');
    const saved = `${rig.configPath}.new`;
    await writeFile(saved, rig.config('[footer]\nshow_api_cost = false\n'), { mode: 0o600 });
    await rename(saved, rig.configPath);
    await rig.until('the report', () => rig.bots().find((one) => one.now.text.includes('is valid again')));
    const final = await rig.answer(rig.say('now the new one'), 'turn 2');
    expect(final.now.text).not.to.match(/\$\d/);
  });

  it('takes a second bot from the file while a run goes on: that one ends through the first', async () => {
    await using rig = await Rig.open();
    const second = '4712:another-token-of-nobody';
    rig.server.addBot(second, { username: 'second_bot' });
    await rig.start();
    const asked = rig.say('[[steps:20 200]] long work');
    await rig.until('progress', () => rig.answersTo(asked).find((one) => showsRun(one.now.text)));
    await rig.configure(rig.config().replace(TOKEN, second));
    await rig.until('the report', () => rig.bots().find((one) => one.from === 4712));
    const toNew = rig.server.sendText(ADA, ADA, 'hello new one', { bot: second });
    const [before, after] = await Promise.all([rig.answer(asked, 'long work'), rig.answer(toNew, 'hello new one')]);
    expect([before.from, after.from]).to.deep.equal([4711, 4712]);
  });

  it('reads the file when it gets SIGHUP, also with watch_config off', async () => {
    await using rig = await Rig.open();
    await rig.configure(`watch_config = false\n${rig.config()}`);
    const program = await rig.start();
    await rig.configure(`watch_config = false\n${rig.config('[footer]\nshow_api_cost = false\n')}`);
    program.kill('SIGHUP');
    const report = await rig.until('the report', () =>
      rig.bots().find((one) => one.now.text.includes('Configuration 2')),
    );
    expect(report.now.text).to.include('footer');
  });

  it('moves its port in one edit without losing a post, and refuses a port that is taken', async () => {
    await using rig = await Rig.open();
    const hooks = (port: number) =>
      rig.config(`[triggers]
enabled = true
[triggers.server]
port = ${port}
rate_limit = 100000
[[triggers.webhooks]]
id = "h"
path = "/h"
secret = "s"
action = "notify_only"
message_template = "post {{n}}"
`);
    const ports = new FreePorts();
    const [first, second, taken] = [await ports.take(), await ports.take(), await ports.take()];
    const blocker = createServer().listen(taken, '127.0.0.1');
    await once(blocker, 'listening');
    try {
      await rig.configure(hooks(first));
      await rig.start();
      const post = async (n: number): Promise<number> => {
        const send = (port: number) =>
          fetch(`http://127.0.0.1:${port}/h`, {
            method: 'POST',
            headers: { authorization: 'Bearer s' },
            body: JSON.stringify({ n }),
          });
        const response = await send(first).catch(() => send(second));
        return response.status;
      };
      await rig.configure(hooks(taken));
      await rig.until('the refusal', () => rig.bots().find((one) => one.now.text.includes('in use')));
      expect(await post(0)).to.equal(202);
      const moved = rig.configure(hooks(second));
      const statuses: number[] = [];
      for (let n = 1; n <= 60; n++) statuses.push(await post(n));
      await moved;
      await rig.until(
        'the new generation',
        () => /"generation":2,.*"part":"server","effect":"replace"/.test(rig.output) || null,
      );
      statuses.push(await post(61));
      expect(statuses).to.deep.equal(statuses.map(() => 202));
      const health = await fetch(`http://127.0.0.1:${second}/health`);
      expect(await health.json()).to.deep.include({ status: 'ok', webhooks: 1, paused: false });
    } finally {
      blocker.close();
    }
  });
});
