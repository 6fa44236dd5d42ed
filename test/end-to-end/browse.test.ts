import { mkdir, writeFile } from 'node:fs/promises';
import { expect } from 'chai';
import { expectNoLeaks } from '../support/leaks.js';
import type { LoggedMessage } from '../support/telegram-server/chat-log.js';
import { ADA, Rig } from './rig.js';

const FILES = '[transports.telegram.files]\nenabled = true\n';

/** Presses the button of a message that says this. */
function press({ server }: Rig, { messageId, now }: LoggedMessage, label: string): void {
  const button = now.buttons.flat().findIndex(({ text }) => text.includes(label));
  if (button === -1) throw new Error(`no button ${label} under ${now.text}`);
  server.press(ADA, messageId, button);
}

describe('looking at files with the built program', () => {
  expectNoLeaks();

  it('takes one message for ten thousand names, works on after a SIGKILL, and sends what is shown', async () => {
    await using rig = await Rig.open();
    await rig.configure(rig.config(FILES));
    const project = `${rig.directory}/project`;
    await mkdir(`${project}/src`);
    await writeFile(`${project}/src/cart.ts`, 'export const total = 0;\n');
    await writeFile(`${project}/.env`, 'KEY=1\n');
    for (let name = 0; name < 10_000; name++) await writeFile(`${project}/${name}.txt`, '');
    const first = await rig.start();
    const asked = rig.say('/browse');
    const list = await rig.answer(asked, '10000 files');
    expect(list.now.text).to.equal('📂 p\n1 folder · 10000 files · 1 hidden · page 1 of 501');
    await rig.answer(rig.say('/ping'), 'pong');
    expect(rig.answersTo(asked)).to.have.length(1);
    first.kill('SIGKILL');
    await rig.ended(first);

    const second = await rig.start();
    const now = () => rig.bots().find(({ messageId }) => messageId === list.messageId) ?? list;
    const shows = (text: string) => rig.until(text, () => now().now.text.includes(text));
    press(rig, now(), '▶');
    await shows('page 2 of 501');
    press(rig, now(), '◀');
    await shows('page 1 of 501');
    press(rig, now(), 'src');
    await shows('p · src');
    press(rig, now(), 'cart.ts');
    await shows('export const total = 0;');
    expect(now().now.entities.at(-1)).to.include({ type: 'pre', language: 'typescript' });
    press(rig, now(), 'Send');
    const sent = await rig.until('the file', () => rig.bots().find(({ document }) => document !== undefined));
    expect(sent.document).to.include({ name: 'cart.ts', text: 'export const total = 0;\n' });
    expect(sent.replyTo).to.equal(list.messageId);
    const archive = await rig.answer(rig.say('/file get src'), 'src.zip');
    expect(archive.now.text).to.equal('📦 src.zip (1 file)');
    expect(archive.document?.bytes).to.be.greaterThan(100);
    second.kill('SIGTERM');
    expect(await rig.ended(second)).to.equal(0);
  });
});
