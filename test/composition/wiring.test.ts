import { expect } from 'chai';
import { Container, ContainerModule } from 'inversify';
import {
  build,
  by,
  collect,
  construct,
  of,
  over,
  provide,
  provideFrom,
  supply,
  token,
} from '../../src/composition/wiring/token.js';

interface Bell {
  readonly name: string;
  ring(): string;
}

class Brass implements Bell {
  constructor(readonly name: string) {}

  ring(): string {
    return `${this.name}!`;
  }
}

class Hung implements Bell {
  readonly name: string;

  constructor(tools: { readonly name: string }) {
    this.name = tools.name;
  }

  ring(): string {
    return this.name;
  }
}

/** All that a bell is but one thing. */
class Mute {
  readonly name = 'mute';
}

const name = token<string>('name');
const bell = token<Bell>('bell');
const bells = token<readonly Bell[]>('bells');
const count = token<number>('count');

describe('the wiring', () => {
  it('makes things of others, and lists in their order', () => {
    const container = new Container();
    container.load(
      new ContainerModule((options) => {
        supply(options, name, 'ding');
        construct(options, bell, Brass, name);
        provideFrom(options, count, (tools: { readonly one: Bell }) => tools.one.name.length, { one: bell });
        collect(options, bells, [of(Brass, name), over(Hung, { name }), by((one) => [one, one], bell)]);
      }),
    );
    expect(container.get<number>(count)).to.equal(4);
    const all = container.get<readonly Bell[]>(bells);
    expect(all.map((one) => one.ring())).to.deep.equal(['ding!', 'ding', 'ding!', 'ding!']);
    expect(all[2]).to.equal(all[3]).and.equal(container.get(bell));
  });

  it('takes nothing that is less than the name says', () => {
    const unsound = new ContainerModule((options) => {
      // @ts-expect-error It can't ring.
      supply(options, bell, { name: 'ding' });
      // @ts-expect-error Nothing is there.
      supply(options, bell, null);
      // @ts-expect-error It can't ring.
      construct(options, bell, Mute);
      // @ts-expect-error It can't ring.
      build(options, bell, Mute, {});
      // @ts-expect-error It can't ring.
      provide(options, bell, [name], (said) => ({ name: said }));
      // @ts-expect-error It can't ring.
      provideFrom(options, bell, (tools: { readonly name: string }) => tools, { name });
      // @ts-expect-error It can't ring.
      collect(options, bells, [of(Brass, name), of(Mute)]);
      // @ts-expect-error A number is no name.
      construct(options, bell, Brass, count);
      // @ts-expect-error A number is no name.
      build(options, bell, Hung, { name: count });
      // @ts-expect-error It has no name.
      build(options, bell, Hung, {});
    });
    expect(unsound).to.be.instanceOf(ContainerModule);
  });
});
