import { expect } from 'chai';
import fc from 'fast-check';
import { codexProfile } from '../../../../src/adapters/engines/codex/codex-profile.js';
import { explainCodexExit } from '../../../../src/adapters/engines/codex/problem.js';
import { shellCommand } from '../../../../src/adapters/engines/codex/shell-command.js';
import type { EngineOrder } from '../../../../src/domain/engine/engine.js';
import { launchOf, refusalOf, table, translated } from '../profiles.js';

describe("Codex's arguments", () => {
  const args = (more: Partial<EngineOrder> = {}, own = {}) => launchOf(codexProfile(table(own)), more).args;

  it('ask for one run that may write in its directory and asks nobody', () => {
    expect(launchOf(codexProfile(undefined), { prompt: '-c evil' })).to.deep.include({
      args: [
        ...['-c', 'analytics.enabled=false', '-c', 'check_for_update_on_startup=false', '-c', 'notify=[]'],
        ...['--ask-for-approval', 'never', 'exec', '--json', '--skip-git-repo-check', '--color=never'],
        ...['--sandbox=workspace-write', '-'],
      ],
      stdin: '-c evil',
    });
  });

  it('carry what the run and the configuration say, the run first', () => {
    const options = { model: 'gpt-5.5', effort: 'high', permissionMode: 'read-only' };
    const own = { model: 'other', permissionMode: 'danger-full-access', extra: { profile: 'work' } };
    const resume = { engine: 'codex', value: 'abc', directory: null };
    const said = args({ options, resume, preamble: 'Say "yes".\nBriefly.' }, own);
    expect(said).to.include.members(['--profile=work', 'model="gpt-5.5"', 'model_reasoning_effort="high"']);
    expect(said).to.include('developer_instructions="Say \\"yes\\".\\nBriefly."');
    expect(said.slice(-5)).to.deep.equal(['--sandbox=read-only', 'resume', '--', 'abc', '-']);
    expect(args({}, own)).to.include.members(['model="other"', '--sandbox=danger-full-access']);
  });

  it('go on with the latest conversation', () => {
    const resume = { engine: 'codex', value: '', directory: null };
    expect(args({ resume }).slice(-3)).to.deep.equal(['resume', '--last', '-']);
  });

  it('take pictures of the kinds that its model reads, for the command that is given', () => {
    const attachments = [
      { path: '/p/a b.png', mime: 'image/png' },
      { path: '/p/notes.pdf', mime: 'application/pdf' },
      { path: '/p/b,c.jpg', mime: 'image/jpeg' },
      { path: '/p/d.jpg', mime: 'image/jpeg' },
      { path: '/p/e.svg', mime: 'image/svg+xml' },
    ];
    const pictures = ['--image=/p/a b.png', '--image=/p/d.jpg'];
    const fresh = args({ attachments });
    const at = fresh.indexOf('exec');
    expect(fresh.slice(at, at + 4)).to.deep.equal(['exec', ...pictures, '--json']);
    const resume = { engine: 'codex', value: 'abc', directory: null };
    expect(args({ attachments, resume }).slice(-6)).to.deep.equal(['resume', ...pictures, '--', 'abc', '-']);
    const latest = { ...resume, value: '' };
    expect(args({ attachments, resume: latest }).slice(-5)).to.deep.equal(['resume', ...pictures, '--last', '-']);
  });

  it('take an older name of a mode, and leave the sandbox to arguments that choose one', () => {
    expect(args({}, { permissionMode: 'safe' })).to.include('--sandbox=read-only');
    const own = { extraArgs: ['--dangerously-bypass-approvals-and-sandbox'] };
    expect(args({}, own).join(' ')).to.not.include('--sandbox=');
    expect(args({}, { ...own, permissionMode: 'read-only' })).to.include('--sandbox=read-only');
  });

  it('never hold the prompt', () => {
    fc.assert(
      fc.property(fc.string(), (prompt) => {
        const asked = `prompt ${prompt}`;
        expect(launchOf(codexProfile(undefined), { prompt: asked })).to.deep.include({ stdin: asked });
        expect(args({ prompt: asked })).to.deep.equal(args({ prompt: 'another' }));
      }),
    );
  });

  it('refuse what would take over how we talk, unknown modes, and ids that are flags', () => {
    expect(refusalOf(codexProfile(table({ extraArgs: ['--json'] })))).to.deep.equal({
      kind: 'bad-usage',
      message: '[codex] extra_args may not contain --json.',
    });
    const options = { model: null, effort: null, permissionMode: 'plan' };
    expect(refusalOf(codexProfile(undefined), { options })?.message).to.match(
      /no permission mode "plan", only read-only/,
    );
    const resume = { engine: 'codex', value: '--last', directory: null };
    expect(refusalOf(codexProfile(undefined), { resume })?.kind).to.equal('session-unknown');
  });
});

describe("Codex's lines", () => {
  const item = (type: string, more: object, phase = 'completed') => ({
    type: `item.${phase}`,
    item: { id: 'item_1', type, ...more },
  });
  const shown = (...lines: object[]) => translated(codexProfile(undefined), lines).shown;

  it('show every kind of item', () => {
    expect(
      shown(item('mcp_tool_call', { server: 'files', tool: 'find', arguments: { name: 'x' }, status: 'failed' })),
    ).to.deep.equal(['mcp_tool files:find false']);
    expect(shown(item('web_search', { query: 'weather' }))).to.deep.equal(['web_search weather true']);
    expect(shown(item('collab_tool_call', { tool: 'spawn_agent', prompt: 'Look' }))).to.deep.equal([
      'subagent Look true',
    ]);
    expect(shown(item('error', { message: 'Model metadata not found' }))).to.deep.equal([
      'warning Model metadata not found false',
    ]);
    const items = [
      { text: 'one', completed: true },
      { text: 'two', completed: false },
    ];
    const { events } = translated(codexProfile(undefined), [item('todo_list', { items }, 'started')]);
    expect(events).to.deep.equal([
      {
        kind: 'todos',
        todos: [
          { text: 'one', state: 'done' },
          { text: 'two', state: 'open' },
        ],
      },
    ]);
    const changes = [
      { path: '/srv/a.txt', kind: 'add' },
      { path: '/else/b.txt', kind: 'delete' },
    ];
    expect(shown(item('file_change', { changes, status: 'failed' }))).to.deep.equal([
      'file_change a.txt, /else/b.txt false',
    ]);
    expect(shown(item('command_execution', { command: 'rm -rf /', status: 'declined' }))).to.deep.equal([
      'command rm -rf / false',
    ]);
  });

  it('tell a type that is not known once, however often it comes', () => {
    const { shown: told, unknown } = translated(codexProfile(undefined), [
      item('hologram', {}),
      item('hologram', {}),
      { type: 'x.y' },
    ]);
    expect(told).to.deep.equal([
      'note output of a kind not known here: item/hologram true',
      'note output of a kind not known here: x.y true',
    ]);
    expect([...unknown]).to.deep.equal([
      ['item/hologram', 2],
      ['x.y', 1],
    ]);
  });

  it('answer with the last message, and show what was said on the way', () => {
    const say = (text: string, phase?: string) => item('agent_message', { text, phase });
    const lines = [say('First.'), say('Hm.', 'commentary'), say('Then.'), { type: 'turn.completed', usage: {} }];
    const { events, result } = translated(codexProfile(undefined), lines);
    const words = events.flatMap((event) => (event.kind === 'said' ? event.text : []));
    expect(words).to.deep.equal(['First.', 'Hm.', 'Then.']);
    expect(result).to.deep.include({ ok: true, answer: 'Then.' });
  });

  it('fail with the last complaint when the program ends without a word about the turn', () => {
    const { result } = translated(codexProfile(undefined), [
      { type: 'error', message: 'unexpected status 503 Service Unavailable' },
    ]);
    expect(result?.problem?.kind).to.equal('overloaded');
  });

  it('tell a turn that failed in any form', () => {
    for (const error of ['exceeded retry limit, last status: 429', { message: 'last status: 429 Too Many Requests' }]) {
      const { result } = translated(codexProfile(undefined), [{ type: 'turn.failed', error }]);
      expect(result?.problem?.kind).to.equal('rate-limit');
    }
    const { result } = translated(codexProfile(undefined), [{ type: 'turn.failed', message: 'model is at capacity' }]);
    expect(result?.problem).to.deep.include({ kind: 'overloaded', message: 'model is at capacity' });
  });

  it('unpack the commands that a shell is given', () => {
    expect(shellCommand("/bin/bash -lc 'echo '\\''hi'\\'' there'")).to.equal("echo 'hi' there");
    expect(shellCommand('bash -lc "echo \\"hi\\""')).to.equal('echo "hi"');
    expect(shellCommand('bash -lc ls')).to.equal('ls');
    expect(shellCommand("bash -lc 'a' && 'b'")).to.equal("'a' && 'b'");
    expect(shellCommand('bash script.sh')).to.equal('bash script.sh');
  });
});

describe("Codex's exits", () => {
  it('are understood where they are known', () => {
    expect(explainCodexExit('Error: thread/resume failed: no rollout found for thread id x', 1)).to.equal(
      'session-unknown',
    );
    expect(explainCodexExit("error: invalid value 'untrusted' for '--ask-for-approval'", 2)).to.equal('bad-usage');
    expect(explainCodexExit('Segmentation fault', 1)).to.equal(null);
  });
});
