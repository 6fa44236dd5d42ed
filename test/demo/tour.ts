import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggedMessage } from '../support/telegram-server/chat-log.js';
import { ButtonNumbers } from './button-numbers.js';
import { messageLines } from './chat-text.js';
import type { DemoStage } from './demo-stage.js';
import { FIRST_BUTTON } from './menu.js';
import { isAnswer, Visitor } from './visitor.js';

/** How long the program stays away after a crash, and how soon a scheduled run begins. */
const AWAY_MS = 300;
const SOON_MS = 3_000;

/** Plays the demonstration by itself and writes down what the chat shows. */
export async function tour(stage: DemoStage, write: Write): Promise<void> {
  const visitor = new Visitor(stage, writer(write));
  for (const { title, play } of STOPS) {
    write(`── ${title} ──\n`);
    await play(visitor, write);
    await visitor.turn();
  }
}

interface Stop {
  readonly title: string;
  play(visitor: Visitor, write: Write): Promise<unknown>;
}

type Write = (line: string) => void;

const STOPS: readonly Stop[] = [
  {
    title: 'A task: progress as it happens, one question for permission, then the answer as a message of its own',
    play: async (visitor, write) => {
      visitor.say('The sum in the cart is wrong with two vouchers. Find out why and fix it');
      await press(visitor, write, { what: 'the request for the edit', part: 'Allow' });
      await visitor.until('the answer', isAnswer);
    },
  },
  {
    title: 'A webhook post starts a run',
    play: async (visitor, write) => {
      write(`$ ${visitor.stage.curl}\n${await visitor.stage.post('Cart total wrong')}\n`);
      await visitor.until('the answer', isAnswer);
    },
  },
  {
    title: 'A command that needs permission is refused, with the reason',
    play: async (visitor, write) => {
      visitor.say('Commit what has changed');
      await press(visitor, write, { what: 'the request for the command', part: 'Deny and say why' });
      visitor.say('not before I have looked at it');
      await visitor.until('the answer', isAnswer);
    },
  },
  {
    title: 'A mistake in the configuration is told with its place, and everything continues',
    play: async (visitor) => {
      await visitor.stage.files.break();
      await visitor.until('the report', ({ now }) => now.text.includes('max_actions'));
      await visitor.stage.files.repair();
      await visitor.until('the report of the repair', ({ now }) => /valid again|is fixed/.test(now.text));
    },
  },
  {
    title: 'A schedule is live when the file is saved',
    play: async (visitor) => {
      await visitor.stage.files.schedule('check', new Date(Date.now() + SOON_MS));
      await visitor.until('the answer of the schedule', isAnswer);
    },
  },
  {
    title: 'The agent asks a question',
    play: async (visitor, write) => {
      visitor.say('Is the shipping as it should be?');
      await press(visitor, write, { what: 'the question', part: '1.' });
      await press(visitor, write, { what: 'the request for the edit', part: 'Allow' });
      await visitor.until('the answer', isAnswer);
    },
  },
  {
    title: 'A plan is approved',
    play: async (visitor, write) => {
      visitor.say('Make a plan for what is still wrong');
      await press(visitor, write, { what: 'the plan', part: 'ask in this task' });
      await visitor.until('the answer', isAnswer);
    },
  },
  {
    title: 'A delayed task waits',
    play: async (visitor) => {
      const asked = visitor.say('/at 1m run all tests and tell me what fails');
      await visitor.until('the confirmation', ({ replyTo }) => replyTo === asked.messageId);
    },
  },
  {
    title: 'kill -9 in the middle of a run, and back again: nothing is lost, nothing runs twice',
    play: async (visitor) => {
      const asked = visitor.say('Look at the tests once more');
      await visitor.until('the progress', (one) => one.replyTo === asked.messageId && one.history.length > 1);
      await visitor.stage.kill();
      await sleep(AWAY_MS);
      await visitor.stage.comeBack();
      await visitor.until('what became of the run', ({ now }) => now.buttons.flat().some(isRunAgain));
    },
  },
];

async function press(
  visitor: Visitor,
  write: Write,
  button: { readonly what: string; readonly part: string },
): Promise<void> {
  write(`You press [${await visitor.press(button.what, button.part)}]\n`);
}

/** Writes each message down as it comes and changes; one that goes, goes without a word. */
function writer(write: Write): (messages: readonly LoggedMessage[]) => void {
  const told = new Map<number, number>();
  const numbers = new ButtonNumbers(FIRST_BUTTON);
  return (messages) => {
    for (const message of messages) {
      if (message.deletedAtMs !== null || told.get(message.messageId) === message.history.length) continue;
      told.set(message.messageId, message.history.length);
      write([...messageLines(message, { numbers, ansi: false }), ''].join('\n'));
    }
  };
}

function isRunAgain({ text }: { readonly text: string }): boolean {
  return /run again|try again/i.test(text);
}
