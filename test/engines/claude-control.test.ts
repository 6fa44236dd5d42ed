import { readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { StopSource } from '../../src/domain/ports/stop-signal.js';
import type { RequestAnswer, Scope } from '../../src/domain/run/agent-request.js';
import { PersonLine } from '../../src/domain/run/person-line.js';
import type { RunEvent } from '../../src/domain/run/run-event.js';
import { attended, requestsIn, resultsIn, YES } from '../adapters/engines/attended.js';
import { completedOf, type ScriptedWorld } from '../adapters/engines/scripted-world.js';
import type { FakeModel } from '../support/fake-model/fake-model.js';
import { RealClaude } from './real-claude.js';
import { printResults } from './result-table.js';

describe('the real Claude Code with a person to ask', function () {
  printResults('claude');
  this.timeout(60_000);
  let claude: RealClaude;
  let world: ScriptedWorld;
  let model: FakeModel;

  before(async () => {
    claude = await RealClaude.open({ lastWordMs: 1_000 });
    world = claude.world;
    model = claude.model;
  });

  after(() => claude[Symbol.asyncDispose]());

  const write = (name: string, content = 'hello\n') =>
    `[[tool:Write ${JSON.stringify({ file_path: join(world.directory, name), content })}]]`;
  const written = (name: string) => readFile(join(world.directory, name), 'utf8').catch(() => null);
  const target = (within: string) => {
    const path = join(world.directory, within);
    return { path, real: path, within };
  };
  const run = (command: string, more: object = {}) =>
    `[[tool:Bash ${JSON.stringify({ command, description: 'Make it', ...more })}]]`;
  const told = (events: readonly RunEvent[]) =>
    requestsIn(events).map((request) => (request.kind === 'tool' ? request.tool : request.kind));
  const always: RequestAnswer = { kind: 'allow', always: true };
  const planning = { options: { model: null, effort: null, permissionMode: 'plan' } };

  it('answers without being asked anything, in a mode that asks', async () => {
    const events = await attended(world, 'Hello', () => YES);
    expect(resultsIn(events)).to.deep.equal(['Fake answer to user turn 1: "Hello".']);
    expect(events[0]?.kind === 'started' && events[0].meta.permissionMode).to.equal('default');
    expect(world.facts.findLast(({ name }) => name === 'engine.ended')?.data).to.deep.include({
      code: 0,
      ending: null,
    });
  });

  it('asks before it writes, and writes when that is allowed', async () => {
    const events = await attended(world, `Do ${write('allowed.txt')}`, () => YES);
    expect(requestsIn(events)[0]).to.deep.include({
      kind: 'tool',
      tool: 'Write',
      subject: 'allowed.txt',
      preview: { language: 'diff', text: '+ hello' },
      fields: [],
      reason: null,
      target: target('allowed.txt'),
      always: [{ kind: 'edits' }],
      planned: true,
    });
    expect(await written('allowed.txt')).to.equal('hello\n');
    expect(completedOf(events).ok).to.equal(true);
  });

  it('goes on without what is denied, and knows the reason', async () => {
    const events = await attended(world, `Do ${write('denied.txt')}`, () => ({
      kind: 'deny',
      reason: 'Not on Mondays',
    }));
    expect(completedOf(events).answer).to.contain('Not on Mondays');
    expect(await written('denied.txt')).to.equal(null);
  });

  it('asks for each edit also after always, since we answer those ourselves', async () => {
    const events = await attended(
      world,
      `Do ${write('one.txt')} ${write('two.txt')} ${run('rm one.txt')}`,
      () => always,
    );
    expect(told(events)).to.deep.equal(['Write', 'Write', 'Bash']);
    expect([await written('one.txt'), await written('two.txt')]).to.deep.equal([null, 'hello\n']);
  });

  it('asks before a command; always is for such commands, and for nothing else', async () => {
    const prompt = `Do ${run('touch made-by-command')} ${run('touch made-by-command')} ${write('three.txt')}`;
    const events = await attended(world, prompt, (request) => {
      return request.kind === 'tool' && request.tool === 'Bash' ? always : YES;
    });
    expect(requestsIn(events).map((request) => request.kind === 'tool' && request.always)).to.deep.equal([
      [{ kind: 'rule', tool: 'Bash', name: 'Bash', content: 'touch made-by-command *' }],
      [{ kind: 'edits' }],
    ]);
    expect(requestsIn(events)[0]).to.deep.include({
      preview: { language: 'sh', text: 'touch made-by-command' },
      fields: [{ name: 'description', value: 'Make it' }],
    });
    expect(await written('made-by-command')).to.equal('');
    expect(await written('.claude/settings.local.json')).to.equal(null);
  });

  it('allows in a later process what was always allowed before, and asks about what goes beyond it', async () => {
    const rules = ['touch later *', "python3 -c 'print(1, 2)'", 'FOO="a, (b" touch foo'];
    const granted = rules.map((content): Scope => ({ kind: 'rule', tool: 'Bash', name: 'Bash', content }));
    const within = [run('touch later a'), run("python3 -c 'print(1, 2)'"), run('FOO="a, (b" touch foo')].join(' ');
    expect(told(await attended(world, `Do ${within}`, () => YES, { granted }))).to.deep.equal([]);
    for (const beyond of ['touch later b > /etc/nobody', 'touch later c; touch elsewhere', 'touch later $(id)']) {
      const events = await attended(world, `Do ${run(beyond)}`, () => ({ kind: 'deny', reason: 'no' }), { granted });
      expect(told(events), beyond).to.deep.equal(['Bash']);
    }
    const plan = `Plan [[tool:EnterPlanMode {}]] [[tool:ExitPlanMode {}]] ${run('touch later d')}`;
    expect(told(await attended(world, plan, () => YES, { granted }))).to.deep.equal(['plan', 'Bash']);
  });

  it('says every switch of a command, where a link leads to, and why it asks', async () => {
    await symlink('/etc', join(world.directory, 'link'));
    const switches = { timeout: 60_000, run_in_background: true, dangerouslyDisableSandbox: true };
    const prompt = `Do ${run('npm test', switches)} ${write('link/hosts-of-nobody')} ${write('.mcp.json', '{}')}`;
    const events = await attended(world, prompt, () => ({ kind: 'deny', reason: 'no' }));
    const [command, link, hidden] = requestsIn(events);
    expect(command?.kind === 'tool' && command.fields.map(({ name, value }) => `${name}=${value}`)).to.have.members([
      'description=Make it',
      'timeout=60000 ms (1m)',
      'run_in_background=true',
      'dangerouslyDisableSandbox=true',
    ]);
    const path = join(world.directory, 'link/hosts-of-nobody');
    expect(link).to.deep.include({ target: { path, real: '/etc/hosts-of-nobody', within: null }, always: [] });
    expect(hidden).to.deep.include({ target: target('.mcp.json') });
  });

  it('asks questions and takes the answers', async () => {
    const questions = [
      { question: 'Which colour?', header: 'C', options: [{ label: 'Red', description: 'warm' }, { label: 'Blue' }] },
      { question: 'Which sizes?', header: 'S', multiSelect: true, options: [{ label: 'S' }, { label: 'L' }] },
    ].map((one) => ({ multiSelect: false, ...one, options: one.options.map((o) => ({ description: 'x', ...o })) }));
    const prompt = `Ask [[tool:AskUserQuestion ${JSON.stringify({ questions })}]]`;
    const events = await attended(world, prompt, () => ({ kind: 'answers', answers: ['Blue', 'S, L'] }));
    const [request] = requestsIn(events);
    expect(request?.kind === 'questions' && request.questions.map(({ text, many }) => [text, many])).to.deep.equal([
      ['Which colour?', false],
      ['Which sizes?', true],
    ]);
    expect(completedOf(events).answer).to.contain('Blue').and.to.contain('S, L');
  });

  it('asks for the approval of its plan, and works once it has it', async () => {
    const prompt =
      'Plan [[tool:Write {"file_path":"$PLAN_FILE","content":"# The plan\\n\\n1. Do it"}]] [[tool:ExitPlanMode {}]]';
    const events = await attended(world, prompt, () => YES, planning);
    const [request] = requestsIn(events);
    expect(request).to.deep.include({ kind: 'plan', plan: '# The plan\n\n1. Do it' });
    const modes = events.flatMap((event) => (event.kind === 'started' ? [event.meta.permissionMode] : []));
    expect(modes).to.deep.equal(['plan', 'default']);
  });

  const PLAN = '[[tool:ExitPlanMode {}]]';
  const modesIn = (events: readonly RunEvent[]) =>
    events.flatMap((event) => (event.kind === 'started' ? [event.meta.permissionMode] : []));

  it('asks for every edit and command after its plan was approved', async () => {
    const prompt = `Plan ${PLAN} ${write('planned.txt')} ${run('touch planned-too')}`;
    const events = await attended(world, prompt, () => YES, planning);
    expect(told(events)).to.deep.equal(['plan', 'Write', 'Bash']);
  });

  it('asks for them also where it planned from a mode that does not', async () => {
    const options = { model: null, effort: null, permissionMode: 'acceptEdits' };
    const prompt = `Plan ${write('before.txt')} [[tool:EnterPlanMode {}]] ${PLAN} ${write('after.txt')} ${run('mkdir new')}`;
    const events = await attended(world, prompt, () => YES, { options });
    expect(told(events)).to.deep.equal(['plan', 'Write', 'Bash']);
    expect(modesIn(events)).to.deep.equal(['acceptEdits', 'plan', 'default']);
  });

  it('asks for what was always allowed before the plan', async () => {
    const prompt = `Plan ${run('npm test')} ${run('npm test a')} [[tool:EnterPlanMode {}]] ${PLAN} ${run('npm test b')}`;
    const events = await attended(world, prompt, (request) => (request.kind === 'tool' ? always : YES));
    expect(told(events)).to.deep.equal(['Bash', 'plan', 'Bash']);
  });

  it('stays with planning when the plan is refused', async () => {
    const prompt = 'Plan [[tool:ExitPlanMode {}]]';
    const events = await attended(world, prompt, () => ({ kind: 'deny', reason: 'Too big' }), planning);
    expect(completedOf(events).answer).to.contain('Too big');
    const modes = events.flatMap((event) => (event.kind === 'started' ? [event.meta.permissionMode] : []));
    expect(modes).to.deep.equal(['plan']);
  });

  it('comes to an end by itself when it is interrupted, asking or working', async () => {
    const asking = await attended(world, `Do ${write('never.txt')}`, (_, __, stop) => {
      stop.stop();
      return null;
    });
    expect(completedOf(asking).problem?.kind).to.equal('interrupted');
    expect(asking.some(({ kind }) => kind === 'withdrawn')).to.equal(true);
    expect(await written('never.txt')).to.equal(null);
    expect(world.facts.findLast(({ name }) => name === 'engine.ended')?.data).to.deep.include({
      code: 1,
      signal: null,
    });
  });

  it('answers again after work behind the first answer, and may ask then too', async () => {
    const call = JSON.stringify({ command: 'timeout 1 tail -f /dev/null; echo over', run_in_background: true });
    const events = await attended(world, `Bg [[tool:Bash ${call}]]`, () => YES);
    expect(events.filter((event) => event.kind === 'completed').map(({ ok }) => ok)).to.deep.equal([true, true]);
  });

  it('takes a further message while it works', async () => {
    const line = new PersonLine();
    const events: RunEvent[] = [];
    const order = world.order('First [[tool:Bash {"command":"echo hi; timeout 1 tail -f /dev/null"}]]', {
      person: line,
    });
    for await (const event of world.engine.begin(order, new StopSource().signal)) {
      events.push(event);
      if (event.kind !== 'asked') continue;
      line.say({ kind: 'message', text: 'and mind the PINEAPPLE' });
      line.say({ kind: 'answer', request: event.request.id, answer: YES });
    }
    expect(completedOf(events).ok).to.equal(true);
    expect((await model.asked()).at(-1)).to.contain('PINEAPPLE');
  });

  it('goes on with a conversation, and knows when there is none', async () => {
    const first = await attended(world, 'Remember the word apple', () => YES);
    const resume = first[0]?.kind === 'started' ? first[0].resume : null;
    const second = await attended(world, 'Which word?', () => YES, { resume });
    expect(resultsIn(second)[0]).to.match(/^Fake answer to user turn 2:/);
    const unknown = { engine: 'claude', value: '00000000-0000-4000-8000-000000000000', directory: null };
    expect(resultsIn(await attended(world, 'Hello', () => YES, { resume: unknown }))).to.deep.equal([
      'session-unknown',
    ]);
  });

  it('said nothing that the adapter does not know', () => {
    const unknown = world.facts.filter(({ name }) => name === 'engine.ended').map(({ data }) => data?.['unknown']);
    expect(unknown.length).to.be.above(10);
    for (const types of unknown) expect(types).to.deep.equal({});
  });
});
