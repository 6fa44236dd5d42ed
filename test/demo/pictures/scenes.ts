import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggedMessage } from '../../support/telegram-server/chat-log.js';
import { isAnswer, type Visitor } from '../visitor.js';

/** A moment of a chat that is worth a picture. */
export interface Scene {
  /** Also that of its files. */
  readonly name: string;
  /** Plays it on a stage of its own, and resolves with the messages that are to be seen. */
  play(visitor: Visitor): Promise<readonly LoggedMessage[]>;
}

const TASK = 'Fix the sum with two vouchers in the cart';
const MINUTE_MS = 60_000;
/** What is less late than this is not missed, but run after all. */
const MISSED_MS = MINUTE_MS + 5_000;
/** A cron is not due sooner than this. */
const SOON_MS = 10_000;
const SETTLED_MS = 2_000;

/** The pictures, in the order in which they are made. */
export const SCENES: readonly Scene[] = [
  {
    name: 'progress',
    play: async (visitor) => {
      visitor.say(TASK);
      await visitor.until('the sub-agent', ({ now }) => now.text.includes('See who else'));
      return visitor.fresh;
    },
  },
  {
    name: 'approval',
    play: async (visitor) => {
      const asked = visitor.say(TASK);
      const request = await visitor.until('the request', hasButton('Allow'));
      return [await visitor.reacted(asked, '🤔'), request];
    },
  },
  {
    name: 'plan',
    play: async (visitor) => {
      const asked = visitor.say('Make a plan for the vouchers');
      await visitor.until('the plan', hasButton('Refuse'));
      await visitor.reacted(asked, '🤔');
      return visitor.fresh.filter(({ now, fromBot }) => !fromBot || !/cancel|stop/i.test(labelsOf(now)));
    },
  },
  {
    name: 'question',
    play: async (visitor) => {
      const asked = visitor.say('Is the cart as it should be?');
      const question = await visitor.until('the question', hasButton('Skip'));
      return [await visitor.reacted(asked, '🤔'), question];
    },
  },
  {
    name: 'final',
    play: async (visitor) => {
      const asked = visitor.say(TASK);
      await visitor.press('the request', 'Allow');
      const answer = await visitor.until('the answer', isAnswer);
      return [await visitor.reacted(asked, '👌'), answer];
    },
  },
  {
    name: 'queue',
    play: async (visitor) => {
      visitor.say(TASK);
      await visitor.until('the request', hasButton('Allow'));
      const asked = visitor.say('Then run all tests');
      await visitor.until('what waits', ({ replyTo }) => replyTo === asked.messageId);
      return visitor.fresh.filter(({ now, messageId }) => messageId >= asked.messageId || hasButton('Allow')({ now }));
    },
  },
  {
    name: 'error',
    play: async (visitor) => {
      const asked = visitor.say('See how far you get until the usage limit');
      const error = await visitor.until('the error', ({ now }) => now.text.includes('limit'));
      return [await visitor.reacted(asked, '💔'), error];
    },
  },
  {
    name: 'reload',
    play: async (visitor) => {
      await visitor.stage.files.schedule('daily-check', '0 9 * * mon-fri');
      await visitor.until('the report', hasButton('Undo'));
      return visitor.fresh;
    },
  },
  {
    name: 'broken',
    play: async (visitor) => {
      await visitor.stage.files.break();
      await visitor.until('the report', ({ now }) => now.text.includes('max_actions'));
      return visitor.fresh;
    },
  },
  {
    name: 'missed-cron',
    play: async (visitor) => {
      const next = new Date((Math.floor((Date.now() + SOON_MS) / MINUTE_MS) + 1) * MINUTE_MS);
      await visitor.stage.files.schedule('daily-check', daily(next));
      const { messageId } = await visitor.until('the report', hasButton('Undo'));
      await visitor.turn();
      // So that the report counts as sent: what is killed right behind it would send it again.
      await sleep(SETTLED_MS);
      await visitor.stage.kill();
      await sleep(next.getTime() + MISSED_MS - Date.now());
      await visitor.stage.comeBack();
      await visitor.until('what was missed', hasButton('Run now'));
      await visitor.until('the greeting', ({ now }) => now.text.includes('Back after'));
      return [...visitor.stage.messages.filter((one) => one.messageId === messageId), ...visitor.fresh];
    },
  },
  {
    name: 'webhook',
    play: async (visitor) => {
      await visitor.stage.post('Cart total wrong');
      const answer = await visitor.until('the answer', isAnswer);
      return visitor.fresh.filter((one) => one === answer || one.now.buttons.length === 0);
    },
  },
  {
    name: 'status',
    play: async (visitor) => {
      visitor.say('Is the cart as it should be?');
      await visitor.until('the question', hasButton('Skip'));
      return await answerTo(visitor, '/status');
    },
  },
];

/** Each day at that time, in the zone of this machine. */
function daily(time: Date): string {
  return `${time.getMinutes()} ${time.getHours()} * * *`;
}

async function answerTo(visitor: Visitor, words: string): Promise<readonly LoggedMessage[]> {
  const asked = visitor.say(words);
  return [asked, await visitor.until('the answer', ({ replyTo }) => replyTo === asked.messageId)];
}

function hasButton(label: string): (message: Pick<LoggedMessage, 'now'>) => boolean {
  return ({ now }) => labelsOf(now).includes(label);
}

function labelsOf({ buttons }: LoggedMessage['now']): string {
  return buttons
    .flat()
    .map(({ text }) => text)
    .join(' · ');
}
