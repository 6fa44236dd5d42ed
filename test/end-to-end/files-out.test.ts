import { readdir } from 'node:fs/promises';
import { expect } from 'chai';
import { makeRepository } from '../support/git-repository.js';
import { expectNoLeaks } from '../support/leaks.js';
import { ADA, Rig } from './rig.js';

/** What the agent of a run leaves for people. */
const hand = (command: string) => `[[tool:Bash ${JSON.stringify({ command })}]]`;

describe('files that a run of the built program hands out', () => {
  expectNoLeaks();

  it('arrive whole and once, although a SIGKILL comes while they are sent; nothing of them stays', async () => {
    await using rig = await Rig.open();
    const repository = await makeRepository(`${rig.directory}/project`);
    const first = await rig.start();
    const heal = rig.server.faults.always('sendDocument', { kind: 'hang' });
    const asked = rig.say(
      `${hand('cd "$UNTETHER_OUTBOX" && seq 200000 > numbers.txt && printf p > a.png && printf q > b.png')}[[say:there]]`,
    );
    await rig.until('the file on its way', () => rig.server.calls.find(({ method }) => method === 'sendDocument'));
    expect(await repository.git('status', '--porcelain')).to.equal('');
    first.kill('SIGKILL');
    await rig.ended(first);
    heal();

    const second = await rig.start();
    const files = () => rig.answersTo(asked).filter(({ document, photo }) => (document ?? photo) !== undefined);
    await rig.until('the file', () => files().find(({ document }) => document !== undefined));
    const [document, ...others] = files().filter(({ document: one }) => one !== undefined);
    expect(others).to.deep.equal([]);
    expect(document?.document).to.include({ name: 'numbers.txt', bytes: 1_288_895 });
    expect(files().filter(({ photo }) => photo !== undefined)).to.have.length.within(2, 4);
    second.kill('SIGTERM');
    expect(await rig.ended(second)).to.equal(0);
    expect(await readdir(repository.path)).to.deep.equal(['.git', 'README']);
    expect(await readdir(`${rig.directory}/state/staging`).catch(() => [])).to.deep.equal([]);
  });

  it('are left alone where they are links, secret or of a failed run', async () => {
    await using rig = await Rig.open();
    const program = await rig.start();
    const asked = rig.say(
      `${hand('cd "$UNTETHER_OUTBOX" && ln -s /etc/passwd passwd.txt && echo TOKEN=1 > .env && echo fine > fine.txt')}[[say:there]]`,
    );
    const list = await rig.answer(asked, 'Not sent: 2 files');
    expect(list.now.text)
      .to.include('passwd.txt: it is a symbolic link')
      .and.include('.env: its name may hold secrets');
    expect(rig.answersTo(asked).flatMap(({ document }) => document?.name ?? [])).to.deep.equal(['fine.txt']);
    const failed = rig.say(`${hand('echo half > "$UNTETHER_OUTBOX"/half.txt')}[[error:rate_limit no]]`);
    await rig.answer(failed, 'half.txt: the run failed');
    program.kill('SIGTERM');
    expect(await rig.ended(program)).to.equal(0);
  });
});

describe('the diff of a run of the built program', () => {
  expectNoLeaks();

  it('is shown behind its button, also by a program that was started since', async () => {
    await using rig = await Rig.open();
    const repository = await makeRepository(`${rig.directory}/project`);
    const first = await rig.start();
    const asked = rig.say(`${hand('echo second >> README; echo new > new.txt; echo TOKEN=1 > .env')}[[say:changed]]`);
    const final = await rig.answer(asked, '2 files +2');
    await rig.until('the note of its message', () => rig.output.includes('final.settled'));
    first.kill('SIGKILL');
    await rig.ended(first);
    await repository.git('checkout', '--', '.');

    const second = await rig.start();
    const button = final.now.buttons.flat().findIndex(({ text }) => text.includes('Diff'));
    rig.server.press(ADA, final.messageId, button);
    const shown = await rig.until('the diff', () =>
      rig.bots().find(({ replyTo, now }) => replyTo === final.messageId && now.text.includes('+second')),
    );
    expect(shown.now.text).to.include('+new').and.not.include('TOKEN');
    expect(shown.now.entities[0]).to.include({ type: 'pre', language: 'diff' });
    second.kill('SIGTERM');
    expect(await rig.ended(second)).to.equal(0);
  });
});
