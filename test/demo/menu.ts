import { setTimeout as sleep } from 'node:timers/promises';
import type { DemoStage } from './demo-stage.js';

/** How long the program stays away after a crash. */
const AWAY_MS = 1_500;
/** How soon a scheduled run begins. */
const SOON_MS = 10_000;

/** Something that a visitor can choose by its number; `act` resolves with what was done, in a sentence. */
export interface MenuItem {
  readonly label: string;
  act(stage: DemoStage): string | Promise<string>;
}

/** What the demonstration offers, numbered from 1; leaving is 0. */
export const MENU: readonly MenuItem[] = [
  {
    label: 'a task',
    act: (stage) => written(stage, 'The sum in the cart is wrong with two vouchers. Find out why and fix it'),
  },
  { label: 'an approval', act: (stage) => written(stage, 'Commit what has changed') },
  { label: 'a plan', act: (stage) => written(stage, 'Make a plan for what is wrong in the shop') },
  { label: 'a question', act: (stage) => written(stage, 'Is everything in the cart as it should be?') },
  {
    label: 'break the configuration',
    act: async ({ files }) =>
      (await files.break())
        ? 'Saved untether.toml with a mistake in it. The chat says where it is; nothing stops.'
        : 'It is broken already.',
  },
  {
    label: 'repair it',
    act: async ({ files }) =>
      (await files.repair()) ? 'Saved untether.toml without the mistake.' : 'It is not broken.',
  },
  {
    label: 'kill -9, and come back',
    act: async (stage) => {
      await stage.kill();
      await sleep(AWAY_MS);
      await stage.comeBack();
      return 'Killed it with kill -9, and started it again: the chat says what was cut.';
    },
  },
  {
    label: 'a webhook post',
    act: async (stage) => `Posted an issue; the answer was ${await stage.post('Cart total wrong')}.`,
  },
  { label: 'a delayed task', act: (stage) => written(stage, '/at 1m run all tests and tell me what fails') },
  {
    label: 'a schedule',
    act: async ({ files }) => {
      const at = new Date(Date.now() + SOON_MS);
      await files.schedule(`check-${at.getTime().toString(36).slice(-4)}`, at);
      return 'Saved untether.toml with one more cron; it fires in ten seconds.';
    },
  },
];

/** The first number that a button may have. */
export const FIRST_BUTTON = MENU.length + 1;

function written(stage: DemoStage, text: string): string {
  stage.say(text);
  return `Wrote: ${text}`;
}
