import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect } from 'chai';
import { openStore } from '../../src/adapters/store/open-store.js';
import { laneName, laneOf } from '../../src/application/delivery/backlog/notice-lane.js';
import type { NoticeOrder } from '../../src/application/ports/chat/chat-channel.js';
import { FakeTime } from '../support/fakes/fake-time.js';
import { expectNoLeaks } from '../support/leaks.js';
import { ADA, Rig } from './rig.js';

/** Another person, in their private chat. */
const BOB = 8;
const DONE = 19_000;
const FAILED = 1_000;

const linesOf = (rig: Pick<Rig, 'bots'>) => rig.bots().flatMap(({ now }) => now.text.split('\n\n'));
const numbersOf = (rig: Pick<Rig, 'bots'>, word: string) =>
  linesOf(rig).flatMap((line) => (line.startsWith(`${word} `) ? [Number(line.split(' ')[1])] : []));
const foldsOf = (rig: Rig) => rig.bots().filter(({ now }) => now.text.startsWith('… and'));
/** How many the messages stand for; the fold that was cut by the kill is one of them. */
const foldedBy = (rig: Rig) =>
  foldsOf(rig).reduce((sum, { now }) => sum + Number(/[\d,]+/.exec(now.text)?.[0].replaceAll(',', '')), 0);

/** Two people may use the bot; what an earlier process left is for the first one. */
async function rigWithBacklog(): Promise<Rig> {
  const rig = await Rig.open();
  rig.server.addUser(BOB, 'Bob');
  rig.server.addChat(BOB);
  await rig.configure(rig.config().replace(`allowed_user_ids = [${ADA}]`, `allowed_user_ids = [${ADA}, ${BOB}]`));
  const opened = await openStore(join(rig.directory, 'state'), { clock: new FakeTime(new Date().toISOString()) });
  if (!opened.ok) throw new Error(JSON.stringify(opened.problem));
  const { outgoing, close } = opened.value;
  const park = (order: NoticeOrder) =>
    outgoing.park({ kind: 'notice', order }, { answers: [], as: 'done' }, laneName(laneOf(order)));
  const base = { place: { chatId: ADA, threadId: null }, source: 'webhook:build' };
  const done = Array.from({ length: DONE }, (_, n) => park({ ...base, markdown: `done ${n + 1}`, foldable: true }));
  const failed = Array.from({ length: FAILED }, (_, n) => park({ ...base, markdown: `failed ${n + 1}`, loud: true }));
  await Promise.all([...done, ...failed]);
  await close();
  return rig;
}

/** How often each is there; a message that Telegram took in the moment of the kill may be there twice. */
function expectOnce(numbers: readonly number[], count: number, repeats: readonly (readonly number[])[]): void {
  const missing = Array.from({ length: count }, (_, index) => index + 1).filter((n) => !numbers.includes(n));
  expect(missing, 'never told').to.deep.equal([]);
  const seen = new Set<number>();
  const twice = numbers.filter((number) => seen.size === seen.add(number).size);
  const isOneMessage = repeats.some((message) => twice.every((number) => message.includes(number)));
  expect(isOneMessage, `told twice: ${twice.join()}`).to.equal(true);
}

describe('20,000 notices that wait for one chat', () => {
  expectNoLeaks();

  it('delay no other chat, survive SIGKILL, and end in one message that shows the rest', async () => {
    await using rig = await rigWithBacklog();
    const first = rig.launch('--config', rig.configPath);
    await rig.until('the first of them', () => numbersOf(rig, 'failed')[0]);
    const answered = (asked: { readonly messageId: number }, text: string) =>
      rig.until(text, () =>
        rig.server.chat(BOB).all.find((one) => one.replyTo === asked.messageId && one.now.text.includes(text)),
      );
    await answered(rig.server.sendText(BOB, BOB, '/ping'), 'pong');
    await answered(rig.server.sendText(BOB, BOB, '[[say:run is over]]'), 'run is over');
    await rig.answer(rig.say('/ping'), 'pong');
    const atKill = new Set(numbersOf(rig, 'failed'));
    expect(atKill.size, 'told before the others were answered').to.be.below(FAILED);
    first.kill('SIGKILL');
    await rig.ended(first);
    const lastMessages = rig
      .bots()
      .slice(-3)
      .map(({ now }) => now.text.split('\n\n').map((line) => Number(line.split(' ')[1])));

    const second = await rig.start();
    await rig.until('the last failure', () => new Set(numbersOf(rig, 'failed')).size === FAILED);
    const told = () => new Set(numbersOf(rig, 'done')).size;
    const folds = await rig.until('the rest', () => (told() + foldedBy(rig) >= DONE ? foldsOf(rig) : null));
    const [fold] = folds;
    if (fold === undefined) throw new Error('nothing was folded');
    rig.server.press(ADA, fold.messageId, 0);
    const page = await rig.until('a page', () => rig.bots().find(({ now }) => now.text.startsWith('Notices 1–')));
    second.kill('SIGTERM');
    expect(await rig.ended(second)).to.equal(0);

    const file = new DatabaseSync(join(rig.directory, 'state/untether.db'), { readOnly: true });
    const rows = file.prepare(`SELECT fold, body ->> '$.order.markdown' AS text FROM parcel ORDER BY id`).all();
    file.close();
    expect(
      rows.filter((row) => row['fold'] === null),
      'not told yet',
    ).to.deep.equal([]);
    const folded = rows.map((row) => String(row['text']));
    expect(folded).to.have.length(foldedBy(rig));
    expect(page.now.text.split('\n\n')[1]).to.equal(folded[0]);
    expectOnce(numbersOf(rig, 'failed'), FAILED, lastMessages);
    const shown = numbersOf({ bots: () => rig.bots().filter((one) => one !== page) }, 'done');
    expectOnce([...shown, ...folded.map((text) => Number(text.split(' ')[1]))], DONE, lastMessages);
  });
});
