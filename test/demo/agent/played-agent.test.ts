import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { StopSource } from '../../../src/domain/ports/stop-signal.js';
import { PersonLine } from '../../../src/domain/run/person-line.js';
import type { ResumeToken } from '../../../src/domain/run/resume-token.js';
import type { RunEvent } from '../../../src/domain/run/run-event.js';
import { attended, type Person, requestsIn, resultsIn, YES } from '../../adapters/engines/attended.js';
import { completedOf, ScriptedWorld } from '../../adapters/engines/scripted-world.js';

const AGENT = fileURLToPath(new URL('../../../../test/demo/agent/played-agent.mjs', import.meta.url));
const WEBSHOP = fileURLToPath(new URL('../../../../test/demo/webshop', import.meta.url));

describe('the played agent', () => {
  const worlds: ScriptedWorld[] = [];

  afterEach(async () => {
    for (const world of worlds.splice(0)) await world.close();
  });

  async function open(): Promise<ScriptedWorld> {
    const world = await ScriptedWorld.open({
      claude: { command: AGENT, extra: { allowed_tools: ['Bash(node --test:*)', 'Bash(git diff:*)'] } },
      environment: { CLAUDE_PLAYED_PACE_MS: '0' },
    });
    worlds.push(world);
    await cp(WEBSHOP, world.directory, { recursive: true });
    return world;
  }

  const file = (world: ScriptedWorld, name: string) => readFile(join(world.directory, name), 'utf8');
  const answers: Person = (request) => {
    if (request.kind !== 'questions') return YES;
    return { kind: 'answers', answers: request.questions.map(({ options }) => options[0]?.label ?? '') };
  };
  const kinds = (events: readonly RunEvent[]) => requestsIn(events).map(({ kind }) => kind);

  for (const words of [
    'Fix the cart total',
    'xyzzy',
    'カートの合計が違います',
    'ثبّت السلة',
    '🛒',
    'a "quoted" $(word) `now`',
  ]) {
    it(`plays a whole session for any words: ${words}`, async () => {
      const world = await open();
      const events = await attended(world, words, answers);
      expect(kinds(events)).to.deep.equal(['tool']);
      const commands = events.flatMap((event) =>
        event.kind === 'action' && event.phase === 'completed' && event.action.kind === 'command' ? [event.ok] : [],
      );
      expect(commands, 'the tests fail, then pass').to.deep.equal([false, true]);
      expect(events.some((event) => event.kind === 'action' && event.action.kind === 'subagent')).to.equal(true);
      const { answer, usage, ok } = completedOf(events);
      expect(ok).to.equal(true);
      expect(answer).to.include('| two of 20 % | €60 | €64 |');
      expect(usage?.costUsd).to.be.greaterThan(0);
      expect(await file(world, 'src/vouchers.js')).to.include('(left * (100 - percent)');
    });
  }

  it('fixes one thing after the other in a conversation, and writes down what is wanted once all is well', async () => {
    const world = await open();
    const tokens: ResumeToken[] = [];
    for (const expected of ['one after the other', 'from €50 on', 'two decimals', 'All tests of the shop pass']) {
      const events = await attended(world, 'next one', answers, { resume: tokens.at(-1) ?? null });
      expect(completedOf(events).answer).to.include(expected);
      tokens.push(...events.flatMap((event) => (event.kind === 'started' ? [event.resume] : [])));
    }
    expect(new Set(tokens.map(({ value }) => value)).size, 'one conversation').to.equal(1);
    expect(await file(world, 'WANTED.md')).to.include('- next one');
  });

  it('takes what an agent is told after a crash for nobody’s wish', async () => {
    const world = await open();
    for (const _ of [1, 2, 3]) await attended(world, 'next one', answers);
    const words = 'You were interrupted before you had finished. Look at what is done already, then continue.';
    const events = await attended(world, words, answers);
    expect(kinds(events)).to.deep.equal([]);
    expect(completedOf(events).answer).to.include('nothing was left half done');
  });

  it('honours a no, with the reason', async () => {
    const world = await open();
    const before = await file(world, 'src/vouchers.js');
    const reason = 'The user said no to this: use whole cents';
    const events = await attended(world, 'Fix the cart', () => ({ kind: 'deny', reason }));
    expect(completedOf(events).answer).to.include('> use whole cents').and.include('```diff\n- ');
    expect(await file(world, 'src/vouchers.js')).to.equal(before);
  });

  it('asks what is wanted for words with a question mark, and changes nothing if that is not the change', async () => {
    const world = await open();
    const before = await file(world, 'src/vouchers.js');
    const other = await attended(world, 'Stimmt der Warenkorb?', () => ({ kind: 'answers', answers: ['Added up'] }));
    expect(kinds(other)).to.deep.equal(['questions']);
    expect(completedOf(other).answer).to.include('**Added up**').and.include('nothing yet');
    expect(await file(world, 'src/vouchers.js')).to.equal(before);

    const right = await attended(world, 'カートは正しいですか？', answers);
    expect(kinds(right)).to.deep.equal(['questions', 'tool']);
    expect(await file(world, 'src/vouchers.js')).to.not.equal(before);
  });

  it('plans, changes the plan when it is discussed, and begins once it is approved', async () => {
    const world = await open();
    let rounds = 0;
    const events = await attended(world, 'Make a plan', (request) => {
      const reason = 'The user has not approved the plan yet and says: keep the tests\nAnswer that.';
      return request.kind === 'plan' && rounds++ === 0 ? { kind: 'deny', reason } : YES;
    });
    const plans = requestsIn(events).flatMap((request) => (request.kind === 'plan' ? [request.plan] : []));
    expect(plans).to.have.length(2);
    expect(plans[1]).to.include('- keep the tests');
    expect(kinds(events)).to.deep.equal(['plan', 'plan', 'tool']);
    expect(completedOf(events).answer).to.include('Done as planned.');
  });

  it('leaves a plan that is refused', async () => {
    const world = await open();
    const events = await attended(world, 'Make a plan', () => ({
      kind: 'deny',
      reason: 'The user refused this plan.',
    }));
    expect(kinds(events)).to.deep.equal(['plan']);
    expect(completedOf(events).answer).to.include('nothing was changed');
  });

  it('only looks where nobody can be asked, and says for what', async () => {
    const world = await open();
    const prompt =
      '#-- Started by webhook:issues. What stands between tags came from outside\nIssue “<outside-1>Cart total wrong</outside-1>” by Ada.';
    const events = await world.play(prompt);
    expect(kinds(events)).to.deep.equal([]);
    expect(completedOf(events).answer).to.include('> Issue “Cart total wrong” by Ada.').and.include('3 things to fix');
  });

  it('is refused by its provider when the words say so', async () => {
    const world = await open();
    const events = await attended(world, 'until the usage limit', answers);
    expect(resultsIn(events)).to.deep.equal(['quota']);
  });

  it('ends when it is interrupted while it asks', async () => {
    const world = await open();
    const events = await attended(world, 'Fix the cart', (_request, _line, stop) => {
      stop.stop();
      return null;
    });
    expect(completedOf(events).ok).to.equal(false);
  });

  it('writes no line that the program does not know', async () => {
    const world = await open();
    for (const words of ['Fix it', 'What next?', 'a plan', 'a long report', 'commit'])
      await attended(world, words, answers);
    const unknown = world.facts.filter(({ name }) => name.includes('unknown'));
    expect(unknown).to.deep.equal([]);
  });

  it('continues with what is handed over while it works', async () => {
    const world = await open();
    const line = new PersonLine();
    const events: RunEvent[] = [];
    for await (const event of world.engine.begin(
      world.order('Fix the cart', { person: line }),
      new StopSource().signal,
    )) {
      events.push(event);
      if (event.kind !== 'asked') continue;
      if (events.filter(({ kind }) => kind === 'asked').length === 1)
        line.say({ kind: 'message', text: 'and the shipping' });
      line.say({ kind: 'answer', request: event.request.id, answer: YES });
    }
    expect(resultsIn(events).join('\n')).to.include('one after the other').and.include('from €50 on');
  });
});
