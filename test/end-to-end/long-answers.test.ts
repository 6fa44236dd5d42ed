import { expect } from 'chai';
import { expectNoLeaks } from '../support/leaks.js';
import { ADA, Rig, TOKEN } from './rig.js';

const WORDS = `${'some words and '.repeat(2_000)}the end`;

describe('a very long answer of the built program', () => {
  expectNoLeaks();

  it('arrives as its beginning and one whole file, although a SIGKILL comes between them', async () => {
    await using rig = await Rig.open();
    const heal = rig.server.faults.always('sendDocument', { kind: 'hang' });
    const first = await rig.start();
    const asked = rig.say(`[[say:${WORDS}]]`);
    await rig.until('the file on its way', () => rig.server.calls.find(({ method }) => method === 'sendDocument'));
    first.kill('SIGKILL');
    await rig.ended(first);
    heal();

    const second = await rig.start();
    const files = () => rig.answersTo(asked).filter(({ document }) => document !== undefined);
    await rig.until('the file', () => files()[0]);
    expect(files()[0]?.document).to.include({ name: 'answer.md' });
    expect(files()[0]?.document?.text).to.include(WORDS);
    const beginnings = rig.answersTo(asked).filter(({ now }) => now.text.includes('The whole answer is in the file'));
    expect(beginnings.length).to.be.within(1, 2);
    await rig.until('the reaction', () => rig.server.chat(ADA).find(asked.messageId)?.reactions.at(-1) === '👌');
    second.kill('SIGTERM');
    expect(await rig.ended(second)).to.equal(0);
    expect(files()).to.have.length(1);
  });
});

describe('an answer of the built program that meets a closed door', () => {
  expectNoLeaks();

  it('is sent once after a SIGKILL and a new start, when the bot is let in again', async () => {
    await using rig = await Rig.open();
    const first = await rig.start();
    rig.server.block(ADA);
    const asked = rig.say('[[say:behind the door]]');
    await rig.until('the log line', () => rig.output.includes('final.kept'));
    first.kill('SIGKILL');
    await rig.ended(first);
    rig.launch('--config', rig.configPath);
    await rig.until('polling', () => rig.server.bot(TOKEN).updates.isPolled);
    rig.server.letIn(ADA);
    await rig.until('the answer', () => rig.answersTo(asked).find(({ now }) => now.text.includes('behind the door')));
  });
});
