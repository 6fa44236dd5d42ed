import { expect } from 'chai';
import { ENGINES } from '../../../src/adapters/engines/engines.js';
import type { EngineProfile } from '../../../src/adapters/engines/profile/engine-profile.js';
import type { Action, RunEvent } from '../../../src/domain/run/run-event.js';
import { fold, initialRunState } from '../../../src/domain/run/run-state.js';
import { type TranslatedLines, translated } from './profiles.js';

const profiles = new Map<string, EngineProfile>(
  ENGINES.map(({ manifest, profile }) => [manifest.id, profile(undefined, { streamIdleTimeoutMs: 300_000 })]),
);

function play(engine: string, lines: readonly object[]): TranslatedLines {
  return translated(profiles.get(engine) as EngineProfile, lines);
}

const stateOf = (events: readonly RunEvent[]) => events.reduce((now, event) => fold(now, event, 0), initialRunState);
const words = ({ events }: TranslatedLines) => events.flatMap((event) => (event.kind === 'said' ? event.text : []));
const actions = ({ events }: TranslatedLines): readonly Action[] =>
  events.flatMap((event) => (event.kind === 'action' ? event.action : []));
const lastOf = (played: TranslatedLines, id: string) => actions(played).findLast((action) => action.id === id);

const own = (...content: readonly object[]) => ({ type: 'assistant', message: { content }, parent_tool_use_id: null });
const text = (said: string) => ({ type: 'text', text: said });
const use = (id: string, name: string, input: object) => ({ type: 'tool_use', id, name, input });
const returned = (id: string, content: string, more: object = {}) => ({
  type: 'user',
  message: { content: [{ type: 'tool_result', tool_use_id: id, content, ...more }] },
  ...more,
});
const opencode = (type: string, part: object) => ({ type, sessionID: 'ses_1', part });
const piMessage = (content: readonly object[], stopReason: string) => ({
  type: 'message_end',
  message: { role: 'assistant', content, stopReason },
});
const gemini = (content: string, more: object = {}) => ({
  type: 'message',
  role: 'assistant',
  content,
  delta: true,
  ...more,
});
const codex = (id: string, type: string, more: object) => ({ type: 'item.completed', item: { id, type, ...more } });

/** A long finding, a real step, a word, a step that keeps books, a last word. */
const CONVERSATIONS: Readonly<Record<string, readonly object[]>> = {
  claude: [
    own(text('Looking.')),
    own(use('a', 'Bash', { command: 'ls' })),
    returned('a', 'x'),
    own(text('Found it.')),
    own(use('b', 'TodoWrite', { todos: [{ content: 'fix', status: 'completed' }] })),
    returned('b', 'ok'),
    own(text('Done.')),
    { type: 'result', is_error: false, result: 'Done.' },
  ],
  codex: [
    codex('1', 'agent_message', { text: 'Looking.' }),
    codex('2', 'command_execution', { command: 'ls', exit_code: 0 }),
    codex('3', 'agent_message', { text: 'Found it.' }),
    codex('4', 'todo_list', { items: [{ text: 'fix', completed: true }] }),
    codex('5', 'agent_message', { text: 'Done.' }),
    { type: 'turn.completed', usage: {} },
  ],
  opencode: [
    opencode('step_start', {}),
    opencode('text', { text: 'Looking.' }),
    opencode('tool_use', { tool: 'bash', callID: 'a', state: { status: 'completed', input: { command: 'ls' } } }),
    opencode('step_finish', { reason: 'tool-calls' }),
    opencode('step_start', {}),
    opencode('text', { text: 'Found it.' }),
    opencode('tool_use', {
      tool: 'todowrite',
      callID: 'b',
      state: { status: 'completed', input: { todos: [{ content: 'fix', status: 'completed' }] } },
    }),
    opencode('step_finish', { reason: 'tool-calls' }),
    opencode('step_start', {}),
    opencode('text', { text: 'Done.' }),
    opencode('step_finish', { reason: 'stop' }),
  ],
  pi: [
    piMessage([text('Looking.')], 'toolUse'),
    { type: 'tool_execution_start', toolCallId: 'a', toolName: 'bash', args: { command: 'ls' } },
    { type: 'tool_execution_end', toolCallId: 'a', result: {}, isError: false },
    piMessage([text('Found it.')], 'toolUse'),
    {
      type: 'tool_execution_start',
      toolCallId: 'b',
      toolName: 'todo',
      args: { todos: [{ text: 'fix', done: true }] },
    },
    piMessage([text('Done.')], 'stop'),
    { type: 'agent_settled' },
  ],
  gemini: [
    gemini('Look'),
    gemini('ing.'),
    { type: 'tool_use', tool_id: 'a', tool_name: 'run_shell_command', parameters: { command: 'ls' } },
    { type: 'tool_result', tool_id: 'a', status: 'success' },
    gemini('Found it.'),
    {
      type: 'tool_use',
      tool_id: 'b',
      tool_name: 'write_todos',
      parameters: { todos: [{ description: 'fix', status: 'completed' }] },
    },
    { type: 'tool_result', tool_id: 'b', status: 'success' },
    gemini('Do'),
    gemini('ne.'),
    { type: 'result', status: 'success', stats: {} },
  ],
  amp: [
    own(text('Looking.')),
    own(use('a', 'Bash', { cmd: 'ls' })),
    returned('a', 'x'),
    own(text('Found it.')),
    own(use('b', 'todo_write', { todos: [{ content: 'fix', status: 'completed' }] })),
    returned('b', 'ok'),
    own(text('Done.')),
    { type: 'result', is_error: false, result: 'Done.' },
  ],
};

for (const [engine, lines] of Object.entries(CONVERSATIONS)) {
  describe(`the stream of ${engine}`, () => {
    const played = play(engine, lines);

    it('tells each text once, and todos in place of a step', () => {
      expect(words(played)).to.deep.equal(['Looking.', 'Found it.', 'Done.']);
      const [todos, ...more] = played.events.filter(({ kind }) => kind === 'todos');
      expect(todos).to.deep.equal({ kind: 'todos', todos: [{ text: 'fix', state: 'done' }] });
      expect(more).to.deep.equal([]);
      expect([...new Set(actions(played).map(({ kind, title }) => `${kind} ${title}`))]).to.deep.equal(['command ls']);
    });

    it('comes to an answer with all since the last real step', () => {
      expect(stateOf(played.events).completed?.answer).to.equal('Found it.\n\nDone.');
    });

    it('is the same at any size of its texts', () => {
      const big = 'x'.repeat(1_000_000);
      const bigger = JSON.parse(JSON.stringify(lines).replaceAll('Found it.', big)) as object[];
      expect(stateOf(play(engine, bigger).events).completed?.answer).to.equal(`${big}\n\nDone.`);
    });
  });
}

describe('steps of subagents', () => {
  for (const engine of ['claude', 'amp']) {
    it(`are told as such by ${engine}, and their words are not`, () => {
      const inside = (...content: readonly object[]) => ({
        type: 'assistant',
        message: { content },
        parent_tool_use_id: 't',
      });
      const played = play(engine, [
        own(use('t', 'Task', { description: 'Look around', prompt: 'Look' })),
        inside(text('I am a subagent.'), use('s', 'Bash', { command: 'ls', cmd: 'ls' })),
        inside(use('d', 'TodoWrite', { todos: [{ content: 'x' }] })),
        returned('s', 'x'),
        returned('t', 'report'),
      ]);
      expect(words(played)).to.deep.equal([]);
      expect(played.events.filter(({ kind }) => kind === 'todos')).to.deep.equal([]);
      expect(lastOf(played, 's')).to.deep.include({ title: 'ls', parent: 't' });
      expect(lastOf(played, 't')).to.deep.include({ kind: 'subagent', title: 'Look around', detail: 'ls' });
    });
  }

  it('in the background belong to the line that outlives the call', () => {
    const started = {
      type: 'system',
      subtype: 'task_started',
      task_id: 'k',
      tool_use_id: 't',
      is_backgrounded: true,
      task_type: 'local_agent',
      description: 'Look',
    };
    const played = play('claude', [
      own(use('t', 'Task', { description: 'Look', prompt: 'Look' })),
      started,
      returned('t', 'launched'),
      { type: 'assistant', message: { content: [use('s', 'Bash', { command: 'ls' })] }, parent_tool_use_id: 't' },
      { type: 'system', subtype: 'task_progress', tool_use_id: 't', description: 'Running ls' },
    ]);
    expect(lastOf(played, 's')?.parent).to.equal('task.k');
    expect(lastOf(played, 'task.k')?.detail).to.equal('Running ls');
  });
});

describe('tasks of Claude Code', () => {
  it('are its todos', () => {
    const create = (id: string, subject: string) => own(use(id, 'TaskCreate', { subject, description: 'x' }));
    const made = (id: string, task: string, subject: string) => ({
      ...returned(id, `Task #${task} created successfully: ${subject}`),
      tool_use_result: { task: { id: task, subject } },
    });
    const update = (id: string, input: object) => [own(use(id, 'TaskUpdate', input)), returned(id, 'Updated')];
    const played = play('claude', [
      create('a', 'One'),
      create('b', 'Two'),
      made('a', '1', 'One'),
      returned('b', 'Task #2 created successfully: Two'),
      ...update('c', { taskId: '1', status: 'in_progress' }),
      ...update('d', { taskId: '2', subject: 'Second' }),
      ...update('e', { taskId: '1', status: 'completed' }),
      ...update('f', { taskId: '7', status: 'completed' }),
      own(use('g', 'TaskUpdate', { taskId: '1', status: 'pending' })),
      returned('g', 'no', { is_error: true }),
    ]);
    expect(actions(played)).to.deep.equal([]);
    expect(stateOf(played.events).todos).to.deep.equal([
      { text: 'One', state: 'done' },
      { text: 'Second', state: 'open' },
    ]);
    const listed = play('claude', [
      own(use('l', 'TaskList', {})),
      { ...returned('l', '#1'), tool_use_result: { tasks: [{ id: '1', subject: 'One', status: 'in_progress' }] } },
      ...update('d', { taskId: '1', status: 'deleted' }),
    ]);
    expect(listed.events).to.deep.equal([
      { kind: 'todos', todos: [{ text: 'One', state: 'active' }] },
      { kind: 'todos', todos: [] },
    ]);
  });
});

describe('edits', () => {
  it('have the lines that the result tells, rather than those of the call', () => {
    const hunks = [{ lines: [' a', '-b', '+c', '+d'] }];
    const edit = use('e', 'Edit', { file_path: '/srv/a.ts', old_string: 'b', new_string: 'c' });
    const played = play('claude', [own(edit), { ...returned('e', 'ok'), tool_use_result: { structuredPatch: hunks } }]);
    expect(actions(played).map(({ lines }) => lines)).to.deep.equal([
      { added: 1, removed: 1 },
      { added: 2, removed: 1 },
    ]);
    const state = {
      status: 'completed',
      input: { filePath: '/srv/a', oldString: 'x', newString: 'y' },
      metadata: { diff: '@@\n-x\n+y\n+z' },
    };
    const [open] = actions(play('opencode', [opencode('tool_use', { tool: 'edit', callID: 'e', state })]));
    expect(open?.lines).to.deep.equal({ added: 2, removed: 1 });
    const patch = '*** Begin Patch\n*** Update File: /srv/a.ts\n-x\n+y\n*** Add File: b.ts\n+z\n*** End Patch';
    const patched = { status: 'completed', input: { patchText: patch } };
    expect(
      actions(play('opencode', [opencode('tool_use', { tool: 'apply_patch', callID: 'e', state: patched })]))[0],
    ).to.deep.include({
      kind: 'file_change',
      title: 'a.ts, b.ts',
      lines: { added: 2, removed: 1 },
    });
    const edited = use('m', 'edit_file', { path: '/srv/a.ts', old_str: 'x', new_str: 'y' });
    const amp = play('amp', [own(edited), returned('m', '```diff\n-a\n-b\n+c\n```')]);
    expect(actions(amp).map(({ lines }) => lines)).to.deep.equal([
      { added: 1, removed: 1 },
      { added: 1, removed: 2 },
    ]);
    const changes = [{ path: '/srv/a.ts', kind: 'update', diff: '-a\n+b\n+c' }];
    expect(
      actions(play('codex', [codex('1', 'file_change', { changes, status: 'completed' })]))[0]?.lines,
    ).to.deep.equal({ added: 2, removed: 1 });
  });
});

describe('an end that is not what it looks like', () => {
  it('is a loop or a limit of turns that Gemini CLI found', () => {
    for (const message of ['Loop detected, stopping execution', 'Maximum session turns exceeded']) {
      const { result } = play('gemini', [
        gemini('Half'),
        { type: 'error', severity: 'warning', message },
        { type: 'result', status: 'success', stats: {} },
      ]);
      expect(result).to.deep.include({ ok: false, answer: 'Half', problem: { kind: 'engine-limit', message } });
    }
    const { result } = play('gemini', [
      gemini('All'),
      { type: 'error', severity: 'warning', message: 'something small' },
      { type: 'result', status: 'success', stats: {} },
    ]);
    expect(result).to.deep.include({ ok: true, problem: null });
  });

  it('is a refusal, or a limit of Claude Code', () => {
    const refused = play('claude', [{ type: 'result', is_error: false, stop_reason: 'refusal', result: 'I can’t.' }]);
    expect(refused.result?.problem?.kind).to.equal('refused');
    expect(refused.result?.answer).to.equal('I can’t.');
    const turns = play('claude', [{ type: 'result', subtype: 'error_max_turns', is_error: true, num_turns: 9 }]);
    expect(turns.result?.problem).to.deep.equal({
      kind: 'engine-limit',
      message: 'Claude Code reached its limit of turns.',
    });
  });

  it('is a permission that was refused, unless OpenCode goes on', () => {
    const rejected = opencode('tool_use', {
      tool: 'bash',
      callID: 'a',
      state: { status: 'error', input: {}, error: 'The user rejected permission to use this specific tool call.' },
    });
    expect(
      play('opencode', [opencode('step_start', {}), rejected, opencode('step_finish', { reason: 'tool-calls' })]).result
        ?.problem?.kind,
    ).to.equal('not-allowed');
    const further = [
      opencode('step_start', {}),
      opencode('text', { text: 'Without it then.' }),
      opencode('step_finish', { reason: 'stop' }),
    ];
    expect(
      play('opencode', [opencode('step_start', {}), rejected, opencode('step_finish', {}), ...further]).result,
    ).to.deep.include({ ok: true, answer: 'Without it then.' });
  });

  it('is none for the summary of a conversation that was too long', () => {
    const error = {
      type: 'error',
      sessionID: 'ses_1',
      error: { name: 'ContextOverflowError', data: { message: 'prompt is too long' } },
    };
    const step = (said: string) => [
      opencode('step_start', {}),
      opencode('text', { text: said }),
      opencode('step_finish', { reason: 'stop' }),
    ];
    const played = play('opencode', [error, ...step('## Summary'), ...step('The answer.')]);
    expect(words(played)).to.deep.equal(['The answer.']);
    expect(played.result).to.deep.include({ ok: true, answer: 'The answer.' });
  });
});

describe('MCP servers that are not there', () => {
  it('are told once', () => {
    const servers = [
      { name: 'files', status: 'failed' },
      { name: 'mail', status: 'needs-auth' },
      { name: 'web', status: 'connected' },
    ];
    const init = { type: 'system', subtype: 'init', session_id: 's', mcp_servers: servers };
    expect(play('claude', [init, init]).shown).to.deep.equal([
      'warning the MCP server files did not start, so its tools are missing false',
      'warning the MCP server mail wants a login, so its tools are missing false',
    ]);
  });
});

describe('what a run used', () => {
  it('tells cached tokens and how full the conversation is where the stream does', () => {
    const usage = { input_tokens: 10, cache_read_input_tokens: 80, output_tokens: 10, max_tokens: 1_000 };
    const amp = play('amp', [
      { ...own(text('x')), message: { content: [], usage } },
      { type: 'result', result: 'x' },
    ]);
    expect(amp.result?.usage).to.deep.include({ inputTokens: 90, cachedTokens: 80, contextShare: 0.1 });
    const models = {
      m: { contextWindow: 1_000, inputTokens: 10, cacheReadInputTokens: 80, outputTokens: 10, costUSD: 0 },
    };
    const message = { content: [], model: 'm', usage };
    const claude = play('claude', [
      { type: 'assistant', message, parent_tool_use_id: null },
      { type: 'assistant', message: { ...message, usage: { input_tokens: 900 } }, parent_tool_use_id: 't' },
      { type: 'result', result: 'x', modelUsage: models, model_usage_since_last_result: models },
    ]);
    expect(claude.result?.usage).to.deep.include({ inputTokens: 90, cachedTokens: 80, contextShare: 0.1 });
    const stats = { input_tokens: 90, cached: 80, output_tokens: 10 };
    expect(play('gemini', [{ type: 'result', status: 'success', stats }]).result?.usage?.cachedTokens).to.equal(80);
    const tokens = { input_tokens: 90, cached_input_tokens: 80, output_tokens: 10 };
    expect(play('codex', [{ type: 'turn.completed', usage: tokens }]).result?.usage?.cachedTokens).to.equal(80);
  });
});
