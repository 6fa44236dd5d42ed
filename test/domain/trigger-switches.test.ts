import { expect } from 'chai';
import fc from 'fast-check';
import { TriggerCatalog } from '../../src/domain/trigger/trigger-catalog.js';
import { triggerName } from '../../src/domain/trigger/trigger-name.js';
import { TriggerSwitches } from '../../src/domain/trigger/trigger-switches.js';
import { cronOf } from '../support/builders/cron.js';
import { webhook } from '../support/builders/webhook.js';
import { FakeSwitchStore } from '../support/fakes/fake-switch-store.js';

const IDS = ['a', 'b', 'c'] as const;
const trigger = fc.record({ id: fc.constantFrom(...IDS), enabled: fc.boolean() });
const triggers = fc.uniqueArray(trigger, { selector: ({ id }) => id });
const name = fc.constantFrom('all', ...IDS.flatMap((id) => [`cron:${id}`, `webhook:${id}`] as const));
const turn = fc.tuple(name, fc.constantFrom('on', 'paused', 'off'));

describe('the switches of triggers', () => {
  it('count those that may act as if each were asked about', async () => {
    await fc.assert(
      fc.asyncProperty(triggers, triggers, fc.array(turn, { maxLength: 6 }), async (crons, hooks, turns) => {
        const switches = new TriggerSwitches(new FakeSwitchStore(), { now: () => 0, monotonicMs: () => 0 });
        for (const [switched, to] of turns) await switches.turn(switched, to);
        const catalog = new TriggerCatalog(
          crons.map(({ id, enabled }) => cronOf(id, { enabled })),
          hooks.map(({ id, enabled }) => webhook({ id, enabled })),
        );
        const acting = catalog.all.filter((one) => one.enabled && switches.stateOf(triggerName(one)) === 'on');
        expect(switches.on(catalog)).to.deep.equal({
          cron: acting.filter(({ kind }) => kind === 'cron').length,
          webhook: acting.filter(({ kind }) => kind === 'webhook').length,
        });
      }),
    );
  });
});
