import { Account } from './account.js';
import { type Damage, damage } from './damage.js';
import type { Harness } from './harness.js';
import type { KillPoint } from './preload/plan.js';
import { AFTER_COMMIT } from './preload/steps.js';
import { CRON_AFTER_MS, playScenario } from './scenario.js';

/** How many steps into the next life the second kill may come. */
const RECOVERY_STEPS = 40;

interface Trial {
  readonly kill: KillPoint;
  readonly damage: Damage;
}

/** One life after the other: killed at every step once, and half of them a second time while it recovers. */
export async function killAtEachStep(harness: Harness): Promise<Account> {
  const steps = await stepsOfScenario(harness);
  const trials = steps.map((_, index): Trial => ({ kill: { nth: index + 1 }, damage: 'keep' }));
  return new StepKills(harness, new Account('killed at each step')).play(trials);
}

/** Killed after every commit, and what was not synced by then is dropped, cut off or garbled. */
export async function loseUnsyncedWrites(harness: Harness): Promise<Account> {
  const steps = await stepsOfScenario(harness);
  const commits = steps.filter((step) => step.startsWith(AFTER_COMMIT));
  const kinds = ['drop', 'cut', 'garble'] as const;
  const trials = commits.flatMap((_, index) =>
    kinds.map((kind): Trial => ({ kill: { commit: index + 1 }, damage: kind })),
  );
  return new StepKills(harness, new Account('unsynced writes lost')).play(trials);
}

class StepKills {
  readonly #harness: Harness;
  readonly #account: Account;
  /** The names of the steps at which somebody died, without their numbers. */
  readonly #places = new Set<string>();
  #damaged = 0;

  constructor(harness: Harness, account: Account) {
    this.#harness = harness;
    this.#account = account;
  }

  async play(trials: readonly Trial[]): Promise<Account> {
    const { every } = this.#harness.options;
    const chosen = trials.filter((_, index) => index % every === 0);
    this.#harness.say(`${this.#account.name}: ${chosen.length} of ${trials.length} lives`);
    await this.#harness.each(this.#account, chosen, (trial) => this.#life(trial));
    const damaged = this.#damaged > 0 ? `, the store was damaged ${this.#damaged} times` : '';
    this.#harness.say(`  died at ${this.#places.size} different kinds of steps${damaged}`);
    return this.#account;
  }

  async #life(trial: Trial): Promise<void> {
    const random = this.#harness.random(`${this.#account.name} ${JSON.stringify(trial)}`);
    const second: KillPoint | null = random.chance(0.5) ? { nth: 1 + random.below(RECOVERY_STEPS) } : null;
    await using stage = await this.#harness.stage({ cronAfterMs: CRON_AFTER_MS, recordsDisk: true });
    const deaths: string[] = [];
    stage.supervision = {
      afterDeath: () => {
        deaths.push(stage.steps().at(-1) ?? '');
        if (damage(stage.database, stage.file('synced.json'), trial.damage, random) > 0) this.#damaged++;
      },
      next: () => ({ kill: stage.kills === 1 ? second : null }),
    };
    await stage.start({ kill: trial.kill });
    const sums = await playScenario(stage);
    for (const death of deaths) this.#places.add(death.replace(/ #\d+$/, ''));
    await this.#harness.keep(stage, this.#account.add(deaths.join(', then ') || 'lived on', stage, sums));
  }
}

/** The steps of a life in which nothing goes wrong. */
async function stepsOfScenario(harness: Harness): Promise<readonly string[]> {
  await using stage = await harness.stage({ cronAfterMs: CRON_AFTER_MS });
  await stage.start();
  const sums = await playScenario(stage);
  if (sums.complaints.length > 0) throw new Error(`something is wrong without any fault: ${sums.complaints}`);
  return stage.steps();
}
