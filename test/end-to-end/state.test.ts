import { chmod, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { FreePorts } from '../faults/free-port.js';
import { earlierFindings } from '../support/builders/earlier-findings.js';
import { writeEarlierState } from '../support/earlier-state-files.js';
import { send } from '../support/http-request.js';
import { expectNoLeaks } from '../support/leaks.js';
import { ADA, Rig } from './rig.js';

function withHook(rig: Rig, port: number): string {
  return rig.config(`[triggers]
enabled = true
[triggers.server]
port = ${port}
always = true
[[triggers.webhooks]]
id = "h"
path = "/h"
secret = "s"
action = "notify_only"
message_template = "post {{n}}"
`);
}

async function post(port: number, id: string): Promise<number> {
  const headers = { authorization: 'Bearer s', 'content-type': 'application/json', 'idempotency-key': id };
  return (await send({ port, path: '/h', headers, body: JSON.stringify({ n: id }) })).status;
}

/** Posts again as senders do, as long as it is refused with a 503. */
async function acceptedAtLast(port: number, id: string): Promise<number> {
  for (let tries = 1; ; tries++) {
    const status = await post(port, id);
    if (status !== 503 || tries === 200) return status;
    await pause(50);
  }
}

describe('the state of the built program', () => {
  expectNoLeaks();

  const beginning = (rig: Rig, text: string) => rig.bots().filter((one) => one.now.text.startsWith(text));

  it('is kept aside when it is damaged, and the owner is told where', async () => {
    await using rig = await Rig.open();
    const first = await rig.start();
    first.kill('SIGTERM');
    expect(await rig.ended(first)).to.equal(0);
    await writeFile(join(rig.directory, 'state/untether.db'), 'no database any more, but long enough to be looked at');
    const second = await rig.start();
    const told = await rig.until('the notice', () => beginning(rig, '⚠️ Untether’s database was damaged').at(0));
    const kept = /\/\S+corrupt-\S+?Z/.exec(told.now.text)?.[0] ?? '';
    expect(await readFile(kept, 'utf8')).to.match(/^no database any more/);
    second.kill('SIGTERM');
    expect(await rig.ended(second)).to.equal(0);
    const third = await rig.start();
    third.kill('SIGTERM');
    expect(await rig.ended(third)).to.equal(0);
    expect(beginning(rig, '⚠️ Untether’s database')).to.have.length(1);
  });

  it('is shut for others where it lay open, and refused with the fix where a link is in the way', async () => {
    await using rig = await Rig.open();
    const state = join(rig.directory, 'state');
    const first = await rig.start();
    first.kill('SIGTERM');
    expect(await rig.ended(first)).to.equal(0);
    const files = (await readdir(state)).filter((name) => /lock$|db$/.test(name)).map((name) => join(state, name));
    for (const path of [state, ...files]) await chmod(path, 0o777);
    const second = await rig.start();
    const modes = await Promise.all(
      [state, ...files].map(async (path) => ((await stat(path)).mode & 0o777).toString(8)),
    );
    expect(new Set(modes)).to.deep.equal(new Set(['700', '600']));
    second.kill('SIGTERM');
    expect(await rig.ended(second)).to.equal(0);
    await rm(join(state, 'untether.db'));
    await symlink('/dev/null', join(state, 'untether.db'));
    expect(await rig.ended(rig.launch('--config', rig.configPath))).to.equal(1);
    expect(rig.output).to.match(/untether\.db is a symbolic link; Untether makes none there\.\n {2}Remove the link/);
  });

  it('is written back when it is deleted under the running program, so that nothing accepted is lost', async () => {
    await using rig = await Rig.open();
    const port = await new FreePorts().take();
    await rig.configure(withHook(rig, port));
    const first = await rig.start();
    expect(await post(port, 'before')).to.equal(202);
    // The program may write there meanwhile, and refuse a post while what it writes is removed, too.
    await rm(join(rig.directory, 'state'), { recursive: true, maxRetries: 20, retryDelay: 5 });
    expect(await acceptedAtLast(port, 'after')).to.equal(202);
    await rig.until('the word of it', () => beginning(rig, '⚠️ Files of Untether’s database were removed').at(0));
    const asked = rig.say('[[say:here I am]]');
    await rig.answer(asked, 'here I am');
    first.kill('SIGKILL');
    await rig.ended(first);
    const second = await rig.start();
    expect([await post(port, 'before'), await post(port, 'after')]).to.deep.equal([200, 200]);
    const final = rig.answersTo(asked).at(-1);
    const reply = rig.server.sendText(ADA, ADA, 'and more', { replyTo: final?.messageId ?? 0 });
    await rig.answer(reply, 'turn 2');
    second.kill('SIGTERM');
    expect(await rig.ended(second)).to.equal(0);
  });

  it('is not written over where another database took its place: 503, degraded, told', async () => {
    await using rig = await Rig.open();
    const port = await new FreePorts().take();
    await rig.configure(withHook(rig, port));
    const program = await rig.start();
    const file = join(rig.directory, 'state/untether.db');
    await rm(file);
    await writeFile(file, 'a database of somebody else');
    expect(await post(port, 'one')).to.equal(503);
    await rig.until('the word of it', () => beginning(rig, '🛑 Files of Untether’s database were taken away').at(0));
    const { status, text } = await send({ port, path: '/health', method: 'GET' });
    expect(status).to.equal(503);
    expect(JSON.parse(text)).to.deep.include({ status: 'degraded' });
    expect(await readFile(file, 'utf8')).to.equal('a database of somebody else');
    expect((await readdir(join(rig.directory, 'state'))).some((name) => name.includes('.lost-'))).to.equal(true);
    program.kill('SIGKILL');
    await rig.ended(program);
  });

  it('begins with what the program before it left, once, and leaves its files alone', async () => {
    await using rig = await Rig.open();
    const handled = rig.say('handled by the other one');
    const open = rig.server.chat(ADA).add({
      ...{ from: 4711, fromBot: true, silent: true, threadId: null, replyTo: handled.messageId },
      ...{ text: 'working for ever', entities: [], buttons: [] },
    });
    const session = { chatId: ADA, threadId: null, senderId: null, engine: 'claude', value: 'c0ffee' };
    const openMessages = [{ chatId: ADA, messageId: open.messageId }];
    const parts = { directory: rig.directory, sessions: [session], lastUpdateId: 1, openMessages };
    await writeEarlierState(rig.directory, earlierFindings(parts));
    const file = join(rig.directory, 'telegram_chat_sessions_state.json');
    const before = await readFile(file, 'utf8');

    const program = await rig.start();
    await rig.until('the report', () => beginning(rig, '📦').at(0));
    await rig.until('the open message to change', () =>
      rig.server.chat(ADA).find(open.messageId)?.now.text.includes('claude --resume c0ffee'),
    );
    await rig.answer(rig.say('new'), 'turn');
    expect(rig.answersTo(handled).filter(({ messageId }) => messageId !== open.messageId)).to.deep.equal([]);
    program.kill('SIGKILL');
    await rig.ended(program);

    const again = await rig.start();
    await rig.answer(rig.say('newer'), 'turn');
    expect(beginning(rig, '📦')).to.have.length(1);
    expect(await readFile(file, 'utf8')).to.equal(before);
    again.kill('SIGTERM');
    expect(await rig.ended(again)).to.equal(0);
  });
});
