import { setTimeout as pause } from 'node:timers/promises';
import { askLater, confirmationOf, post, press, progressOf, say, sayForFile, sayLong } from './asks.js';
import type { Fact } from './ledger.js';
import type { Random } from './random.js';
import type { Stage } from './stage.js';
import { PEOPLE } from './stage-config.js';

/** The mean pause between two things that somebody does, in milliseconds. */
const PAUSE_MS = 220;
/** A chat takes 20 delayed runs at most. */
const MOST_LATER = 15;

/** People and services that ask for things all the time, until it ends. */
export class Load {
  readonly #stage: Stage;
  readonly #random: Random;
  readonly #posts = new Set<Promise<unknown>>();
  #ended = false;

  constructor(stage: Stage, random: Random) {
    this.#stage = stage;
    this.#random = random;
  }

  /** Asks until `end` is called; resolves when the last post has been answered. */
  async run(): Promise<void> {
    while (!this.#ended) {
      this.#ask();
      await pause(this.#random.between(0.2, 1.8) * PAUSE_MS);
    }
    await Promise.all([...this.#posts]);
  }

  /** Nothing more is asked; what was posted goes on until it is answered. */
  end(): void {
    this.#ended = true;
  }

  #ask(): void {
    const random = this.#random;
    const person = random.pick(PEOPLE);
    const ms = random.chance(0.5) ? 0 : random.below(1_500);
    const dice = random.next();
    if (dice < 0.3) this.#post('webhook', ms);
    else if (dice < 0.55) this.#post('notify', 0);
    else if (dice < 0.65) sayForFile(this.#stage, person, `[[delay:${ms}]]`);
    else if (dice < 0.8) say(this.#stage, person, `[[delay:${ms}]]`);
    else if (dice < 0.82) sayLong(this.#stage, person, `[[delay:${ms}]]`);
    else if (dice < 0.9) this.#later(person);
    else this.#press(dice < 0.94 ? 'drop' : 'cancel');
  }

  #post(kind: 'webhook' | 'notify', ms: number): void {
    const posting = post(this.#stage, kind, { ms });
    this.#posts.add(posting);
    void posting.finally(() => this.#posts.delete(posting));
  }

  #later(person: number): void {
    const waiting = this.#stage.rig.server
      .chat(person)
      .visible.filter((one) => one.fromBot && one.now.text.includes('will run in'));
    if (waiting.length < MOST_LATER) askLater(this.#stage, person);
  }

  #press(kind: 'drop' | 'cancel'): void {
    const pressed = new Set(this.#stage.ledger.facts.map(({ press: one }) => one?.about));
    const fits = ({ kind: of, token }: Fact) => of === (kind === 'drop' ? '/at' : 'message') && !pressed.has(token);
    const find = kind === 'drop' ? confirmationOf : progressOf;
    for (const fact of this.#stage.ledger.facts.slice(-40).filter(fits)) {
      const message = find(this.#stage, fact);
      if (message !== undefined) return void press(this.#stage, kind, message, fact);
    }
  }
}
