import { expect } from 'chai';
import fc from 'fast-check';
import { Secret } from '../../src/domain/secret.js';
import type { Cron, Webhook } from '../../src/domain/trigger/trigger.js';
import { TriggerCatalog } from '../../src/domain/trigger/trigger-catalog.js';
import { cronOf } from '../support/builders/cron.js';
import { webhook as webhookOf } from '../support/builders/webhook.js';

const cron = cronOf;
const webhook = (id: string, change: Partial<Webhook> = {}) => webhookOf({ id, path: `/hooks/${id}`, ...change });

describe('the catalog of triggers', () => {
  it('is looked up by path, id and chat', () => {
    const catalog = new TriggerCatalog(
      [cron('a'), cron('b', { chatId: 5 })],
      [webhook('a'), webhook('off', { enabled: false })],
    );
    expect(catalog.byPath('/hooks/a')?.id).to.equal('a');
    expect(catalog.byPath('/hooks/off')).to.equal(null);
    expect(catalog.byPath('/hooks/a/')).to.equal(null);
    expect(catalog.cron('a')?.kind).to.equal('cron');
    expect(catalog.webhook('a')?.kind).to.equal('webhook');
    expect(catalog.webhook('b')).to.equal(null);
    expect(catalog.ofChat(1, 1).map((trigger) => trigger.id)).to.deep.equal(['a', 'a', 'off']);
    expect(catalog.ofChat(5, null).map((trigger) => trigger.id)).to.deep.equal(['b']);
  });

  it('never changes, also when the lists that it was made from do', () => {
    const crons = [cron('a')];
    const catalog = new TriggerCatalog(crons, []);
    crons.push(cron('b'));
    expect(catalog.crons).to.have.length(1);
    expect(() => (catalog.crons as Cron[]).push(cron('c'))).to.throw();
  });

  it('tells what is new, gone and different, secrets included', () => {
    const before = new TriggerCatalog([cron('same'), cron('gone'), cron('edited')], [webhook('hook')]);
    const after = new TriggerCatalog(
      [cron('same'), cron('edited', { schedule: '0 10 * * *' }), cron('new')],
      [webhook('hook', { secrets: [new Secret('two')] })],
    );
    expect(before.differenceTo(after)).to.deep.equal({
      added: ['cron:new'],
      removed: ['cron:gone'],
      changed: ['cron:edited', 'webhook:hook'],
    });
    const equal = new TriggerCatalog([cron('same'), cron('gone'), cron('edited')], [webhook('hook')]);
    expect(before.differenceTo(equal)).to.deep.equal({ added: [], removed: [], changed: [] });
  });

  it('finds back and forth the same differences', () => {
    const list = fc.uniqueArray(
      fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd'), prompt: fc.constantFrom('x', 'y') }),
      {
        selector: (one) => one.id,
      },
    );
    fc.assert(
      fc.property(list, list, (some, others) => {
        const a = new TriggerCatalog(
          some.map(({ id, prompt }) => cron(id, { prompt })),
          [],
        );
        const b = new TriggerCatalog(
          others.map(({ id, prompt }) => cron(id, { prompt })),
          [],
        );
        const there = a.differenceTo(b);
        const back = b.differenceTo(a);
        expect([...there.added].sort()).to.deep.equal([...back.removed].sort());
        expect([...there.changed].sort()).to.deep.equal([...back.changed].sort());
      }),
    );
  });
});
