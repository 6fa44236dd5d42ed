import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { claudeProfile } from '../../../../src/adapters/engines/claude/claude-profile.js';
import { claudeSettings } from '../../../../src/adapters/engines/claude/settings.js';
import { ClaudeTranslator } from '../../../../src/adapters/engines/claude/translate.js';
import { parseJsonLine } from '../../../../src/adapters/engines/lines/json-lines.js';
import { type JsonObject, objectOf } from '../../../../src/adapters/engines/lines/json-value.js';
import type { AgentRequest, RequestAnswer, Scope } from '../../../../src/domain/run/agent-request.js';
import { PersonLine } from '../../../../src/domain/run/person-line.js';
import { repositoryRoot } from '../../../support/scripted-engine/path.js';
import { requestsIn, YES } from '../attended.js';
import { linesOf, order } from './recording.js';

/** Back to asking, whatever mode the plan was made from. */
const ASKING = { type: 'setMode', mode: 'default', destination: 'session' };

/** What the host of a recording answered. */
function recordedAnswers(name: string): readonly JsonObject[] {
  const file = join(repositoryRoot, 'test/fixtures/streams/claude', `${name}.stdin.jsonl`);
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.map((line) => parseJsonLine(line) ?? {}).filter((line) => line['type'] === 'control_response');
}

/** A conversation with a person who says `answer` to everything; what was asked, and what the CLI was told. */
function talk(
  lines: readonly JsonObject[],
  answer: (request: AgentRequest) => RequestAnswer,
  granted: readonly Scope[] = [],
) {
  const translator = new ClaudeTranslator(order({ person: new PersonLine(), granted }));
  const { dialogue } = translator;
  if (dialogue === undefined) throw new Error('no dialogue');
  const told: JsonObject[] = [];
  const events = lines.flatMap((line) => {
    const news = translator.translate(line);
    for (const request of requestsIn(news)) {
      told.push(...dialogue.say({ kind: 'answer', request: request.id, answer: answer(request) }));
    }
    told.push(...dialogue.replies());
    return news;
  });
  return { events, requests: requestsIn(events), told, dialogue };
}

function asks(request: object, id = 'r1'): JsonObject {
  return { type: 'control_request', request_id: id, request: { subtype: 'can_use_tool', ...request } };
}

function permissionsIn(line: JsonObject): unknown {
  return objectOf(objectOf(line['response'])['response'])['updatedPermissions'];
}

/** The answer without what it allows beyond the request. */
function onlyThis(line: JsonObject): JsonObject {
  const { updatedPermissions: _, ...answer } = objectOf(objectOf(line['response'])['response']);
  return { ...line, response: { ...objectOf(line['response']), response: answer } };
}

const deny = (reason: string) => (): RequestAnswer => ({ kind: 'deny', reason });
const always = (): RequestAnswer => ({ kind: 'allow', always: true });

describe('the control protocol of Claude Code', () => {
  const cases: readonly (readonly [string, (request: AgentRequest) => RequestAnswer])[] = [
    ['control-approve', () => YES],
    ['control-always', always],
    ['control-deny', deny('User denied')],
    ['control-two-at-once', () => YES],
    ['plan-approve', () => YES],
    ['plan-file', () => YES],
    ['plan-deny', deny('Write the outline first.')],
    ['ask-answer', () => ({ kind: 'answers', answers: ['Blue'] })],
    ['ask-deny', deny('The user answered: green. Use it and go on.')],
  ];
  for (const [name, answer] of cases) {
    it(`is answered as it was in the recording ${name}, but for what is allowed beyond it`, () => {
      expect(talk(linesOf(name), answer).told.map(onlyThis)).to.deep.equal(recordedAnswers(name).map(onlyThis));
    });
  }

  it('loses with a plan also what it was started with', () => {
    const granted: Scope[] = [
      { kind: 'rule', tool: 'Bash', name: 'Bash', content: 'npm test *' },
      { kind: 'rule', tool: 'make it (MCP server hub)', name: 'mcp__hub__make_it', content: null },
      { kind: 'directories', paths: ['/x'] },
    ];
    const exit = (id: string) => asks({ tool_name: 'ExitPlanMode', input: {} }, id);
    const rules = [{ toolName: 'Bash', ruleContent: 'npm test *' }, { toolName: 'mcp__hub__make_it' }];
    expect(talk([exit('a'), exit('b')], always, granted).told.map(permissionsIn)).to.deep.equal([
      [ASKING, { type: 'removeRules', behavior: 'allow', destination: 'cliArg', rules }],
      [ASKING],
    ]);
  });

  it('is allowed nothing beyond a plan, nor its mode that accepts edits and removes files as well', () => {
    const permissions = (name: string, answer: () => RequestAnswer) =>
      talk(linesOf(name), answer).told.map(permissionsIn);
    expect(permissions('plan-approve', () => YES)[0]).to.deep.equal([ASKING]);
    expect(permissions('plan-file', () => YES)[0]).to.deep.equal([ASKING]);
    expect(permissions('plan-deny', deny('no'))[0]).to.equal(undefined);
    expect(permissions('control-always', always)[0]).to.equal(undefined);
  });

  it('loses with a plan what it was always allowed before', () => {
    const rules = [{ toolName: 'Bash', ruleContent: 'npm test *' }];
    const rule = { type: 'addRules', behavior: 'allow', destination: 'localSettings', rules };
    const directories = { type: 'addDirectories', directories: ['/elsewhere'], destination: 'session' };
    const bash = (one: object, id: string) =>
      asks({ tool_name: 'Bash', input: { command: 'x' }, permission_suggestions: [one] }, id);
    const exit = (id: string) => asks({ tool_name: 'ExitPlanMode', input: {} }, id);
    const { told } = talk([bash(rule, 'a'), bash(directories, 'b'), exit('c'), exit('d')], always);
    expect(told.map(permissionsIn)).to.deep.equal([
      [{ ...rule, destination: 'session' }],
      [directories],
      [ASKING, { ...rule, type: 'removeRules', destination: 'session' }, { ...directories, type: 'removeDirectories' }],
      [ASKING],
    ]);
  });

  it('lets the turn of a hook pass, and refuses what nobody here can do, without asking anybody', () => {
    const hook = { type: 'control_request', request_id: 'h', request: { subtype: 'hook_callback' } };
    const other = { type: 'control_request', request_id: 'o', request: { subtype: 'brand_new' } };
    const { told, requests } = talk([hook, other], () => YES);
    expect(requests).to.deep.equal([]);
    expect(told.map((line) => objectOf(line['response']))).to.deep.equal([
      { subtype: 'success', request_id: 'h', response: { continue: true } },
      { subtype: 'error', request_id: 'o', error: 'brand_new is not supported here' },
    ]);
  });

  it('is told once, and not after it took the request back', () => {
    const request = asks({ tool_name: 'Write', input: { file_path: 'a' } });
    const cancel = { type: 'control_cancel_request', request_id: 'r1' };
    const { dialogue, events } = talk([request, cancel], () => YES);
    expect(
      events.map(({ kind }) => kind),
      'answered before',
    ).to.deep.equal(['asked']);
    expect(dialogue.say({ kind: 'answer', request: 'r1', answer: YES })).to.deep.equal([]);
    expect(dialogue.withdrawn(cancel)).to.deep.equal([]);
    dialogue.asked(request, { directory: '/', mode: null, outline: '' });
    expect(dialogue.withdrawn(cancel)).to.deep.equal([{ kind: 'withdrawn', id: 'r1' }]);
    expect(dialogue.say({ kind: 'answer', request: 'r1', answer: YES })).to.deep.equal([]);
  });

  it('survives any request', () => {
    const value = fc.jsonValue();
    const request = fc.record({
      tool_name: fc.oneof(
        value,
        fc.constantFrom('Edit', 'MultiEdit', 'Bash', 'AskUserQuestion', 'ExitPlanMode', 'toString', '__proto__'),
      ),
      input: fc.oneof(value, fc.record({ questions: value, edits: value, old_string: value, command: value })),
      permission_suggestions: value,
    });
    fc.assert(fc.property(request, (one) => void talk([asks(one)], always)));
  });

  it('is not spoken where nobody can be asked', () => {
    const translator = new ClaudeTranslator(order());
    expect(translator.dialogue).to.equal(undefined);
    expect(translator.translate(asks({ tool_name: 'Write', input: {} }))).to.deep.equal([]);
  });
});

describe('what Claude Code asks', () => {
  const first = (...lines: readonly JsonObject[]) => talk(lines, () => YES).requests.at(-1);

  it('shows of an edit the lines that change', () => {
    const input = { file_path: '/work-dir/claude/a.ts', old_string: 'a\nb\nc\nz', new_string: 'a\nB\nc\nz' };
    const request = first(asks({ tool_name: 'Edit', input }));
    expect(request).to.deep.include({ subject: 'a.ts', preview: { language: 'diff', text: '- b\n+ B' } });
  });

  it('shows no line of an edit as changed that is not', () => {
    const lines = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 6 });
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const input = { file_path: 'x', old_string: before.join('\n'), new_string: after.join('\n') };
        const request = first(asks({ tool_name: 'Edit', input }));
        const text = (request?.kind === 'tool' && request.preview?.text) || '';
        const shown = text.split('\n').filter((line) => line !== '');
        if (before.join('\n') === after.join('\n')) expect(shown).to.deep.equal([]);
        expect(shown.filter((line) => line.startsWith('-')).length).to.be.at.most(Math.max(1, before.length));
        expect(shown.filter((line) => line.startsWith('+')).length).to.be.at.most(Math.max(1, after.length));
      }),
    );
  });

  it('shows the arguments of a tool that is not known, each by its name', () => {
    const input = { owner: 'ada', labels: ['a', 'b'], draft: false, body: 'two\nlines', nothing: null, empty: '' };
    const request = first(
      asks({ tool_name: 'mcp__git-hub__create_issue', display_name: 'Read', description: 'x', input }),
    );
    expect(request).to.deep.include({
      tool: 'create issue (MCP server git-hub)',
      subject: null,
      preview: null,
      fields: [
        { name: 'owner', value: 'ada' },
        { name: 'labels', value: '["a","b"]' },
        { name: 'draft', value: 'false' },
        { name: 'body', value: 'two\nlines' },
        { name: 'nothing', value: 'null' },
        { name: 'empty', value: '' },
      ],
      always: [],
      planned: false,
    });
  });

  const names: readonly (readonly [string, JsonObject, readonly string[]])[] = [
    ['Bash', { command: 'x', timeout: 36_000_000, run_in_background: true, dangerouslyDisableSandbox: true, description: 'd' },
      ['timeout', 'run_in_background', 'dangerouslyDisableSandbox', 'description']],
    ['Edit', { file_path: 'a', old_string: 'x', new_string: 'y', replace_all: true }, ['replace_all']],
    ['MultiEdit', { file_path: 'a', edits: [{ old_string: 'x', new_string: 'y', replace_all: true }] }, ['edit 1 replace_all']],
    ['Write', { file_path: 'a', content: 'x', mode: 493 }, ['mode']],
    ['NotebookEdit', { notebook_path: 'a', new_source: 'x', cell_id: '1', cell_type: 'code', edit_mode: 'delete' },
      ['cell_id', 'cell_type', 'edit_mode']],
    ['WebFetch', { url: 'https://a.example', prompt: 'p' }, ['url', 'prompt']],
    ['Task', { description: 'd', prompt: 'p', subagent_type: 't' }, ['description', 'prompt', 'subagent_type']],
    ['BrandNew', { path: 'a', reason: 'nothing' }, ['reason']],
  ]; // biome-ignore format: one tool a line
  for (const [tool, input, fields] of names) {
    it(`shows every field of ${tool}`, () => {
      const request = first(asks({ tool_name: tool, input }));
      expect(request?.kind === 'tool' && request.fields.map(({ name }) => name)).to.deep.equal(fields);
    });
  }

  it('shows all that is in the input of any tool, whatever it is', () => {
    const leaf = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd'), minLength: 6, maxLength: 9 });
    const tools = fc.constantFrom('Bash', 'Edit', 'MultiEdit', 'Write', 'NotebookEdit', 'WebFetch', 'mcp__x__y', 'New');
    const keys = [
      'command',
      'file_path',
      'path',
      'content',
      'old_string',
      'new_string',
      'new_source',
      'edits',
      'timeout',
      'other',
    ];
    const input = fc.dictionary(fc.constantFrom(...keys), fc.oneof(leaf, fc.array(leaf), fc.dictionary(leaf, leaf)));
    fc.assert(
      fc.property(tools, input, (tool_name, given) => {
        const request = first(asks({ tool_name, input: given }));
        if (request?.kind !== 'tool') throw new Error('no request');
        const shown = JSON.stringify(request);
        const { old_string, new_string, edits, ...rest } = given;
        const edited = tool_name === 'Edit' || tool_name === 'MultiEdit';
        for (const word of JSON.stringify(edited ? rest : given).match(/[abcd]{6,}/g) ?? [])
          expect(shown).to.contain(word);
      }),
    );
  });

  it('refuses at once what is nested too deeply to be shown, for the CLI would wait for ever', () => {
    const deep: unknown = JSON.parse(`${'['.repeat(20_000)}${']'.repeat(20_000)}`);
    for (const tool_name of ['mcp__hub__make', 'Bash', 'AskUserQuestion', 'ExitPlanMode']) {
      const { events, requests, told } = talk(
        [asks({ tool_name, input: { command: deep, questions: [deep] } })],
        () => YES,
      );
      expect(requests, tool_name).to.deep.equal([]);
      expect(events, tool_name).to.have.length(1);
      expect(told.map((line) => objectOf(objectOf(line['response'])['response'])['behavior'])).to.deep.equal(['deny']);
    }
  });

  it('names no tool at such length that the question would flood the chat', () => {
    for (const name of ['x'.repeat(100_000), `mcp__a__${'b_'.repeat(100_000)}`]) {
      const request = first(asks({ tool_name: name, input: {} }));
      expect(request?.kind === 'tool' && request.tool.length).to.be.at.most(200);
    }
  });

  it('names the file by the path that it comes to', () => {
    for (const [path, subject, within] of [
      ['/work-dir/claude/src/../src/./a.ts', 'src/a.ts', 'src/a.ts'],
      ['/work-dir/claude/src/../../../etc/passwd', '/etc/passwd', null],
      ['src//a.ts', 'src/a.ts', 'src/a.ts'],
      ['../claude-other/a', '/work-dir/claude-other/a', null],
    ] as const) {
      const request = first(asks({ tool_name: 'Write', input: { file_path: path, content: 'x' } }));
      expect(request).to.deep.include({ subject });
      expect(request?.kind === 'tool' && request.target?.within, path).to.equal(within);
    }
  });

  it('says why it asks, and offers no always where that is for safety', () => {
    const suggestion = { type: 'setMode', mode: 'acceptEdits', destination: 'session' };
    const write = { tool_name: 'Write', input: { file_path: 'a', content: 'x' }, permission_suggestions: [suggestion] };
    const asked = (more: object) => first(asks({ ...write, ...more }));
    expect(asked({})).to.deep.include({ always: [{ kind: 'edits' }], reason: null });
    const why = { decision_reason: 'It is a sensitive file.', decision_reason_type: 'safetyCheck' };
    expect(asked(why)).to.deep.include({ always: [], reason: 'It is a sensitive file.' });
    const elsewhere = { ...why, decision_reason_type: 'workingDir' };
    expect(asked(elsewhere)).to.deep.include({ always: [{ kind: 'edits' }], reason: 'It is a sensitive file.' });
    expect(asked({ decision_reason: 'This command requires approval' })).to.deep.include({ reason: null });
  });

  it('offers always only where it can say what that would be, and never beyond the session', () => {
    const rule = { type: 'addRules', behavior: 'allow', destination: 'localSettings' };
    const rules = { ...rule, rules: [{ toolName: 'Bash', ruleContent: 'npm test:*' }] };
    const mode = { type: 'setMode', mode: 'bypassPermissions', destination: 'session' };
    const offered = (...permission_suggestions: readonly object[]) => {
      const request = first(asks({ tool_name: 'Bash', input: { command: 'x' }, permission_suggestions }));
      return request?.kind === 'tool' && request.always;
    };
    expect(offered(rules, mode)).to.deep.equal([{ kind: 'rule', tool: 'Bash', name: 'Bash', content: 'npm test:*' }]);
    const server = { ...rule, rules: [{ toolName: 'mcp__hub__make_it' }] };
    expect(offered(server)).to.deep.equal([
      { kind: 'rule', tool: 'make it (MCP server hub)', name: 'mcp__hub__make_it', content: null },
    ]);
    expect(offered(mode)).to.deep.equal([]);
    expect(offered({ ...rules, behavior: 'deny' })).to.deep.equal([]);
    expect(offered({ type: 'addDirectories', directories: ['/tmp', '/x'] })).to.deep.equal([
      { kind: 'directories', paths: ['/tmp', '/x'] },
    ]);
    const given = (...suggestions: readonly object[]) =>
      talk([asks({ tool_name: 'Bash', input: {}, permission_suggestions: suggestions })], always).told.map(
        permissionsIn,
      )[0];
    expect(given(rules, mode)).to.deep.equal([{ ...rules, destination: 'session' }]);
    expect(given(mode)).to.equal(undefined);
  });

  it('counts as part of the plan only once it stopped planning', () => {
    const write = asks({ tool_name: 'Write', input: { file_path: 'a' } });
    const init = { type: 'system', subtype: 'init', session_id: 's', permissionMode: 'plan' };
    const status = { type: 'system', subtype: 'status', permissionMode: 'default' };
    expect(first(init, write)).to.deep.include({ planned: false });
    expect(first(init, status, write)).to.deep.include({ planned: true });
  });

  it('takes the last long text for the plan where there is no file', () => {
    const says = (text: string) => ({ type: 'assistant', message: { content: [{ type: 'text', text }] } });
    const exit = asks({ tool_name: 'ExitPlanMode', input: {} });
    const plan = 'I will do it. '.repeat(20);
    expect(first(says(plan), says('Ready.'), exit)).to.deep.include({ kind: 'plan', plan });
    expect(first(says(plan), exit, asks({ tool_name: 'ExitPlanMode', input: {} }, 'r2'))).to.deep.include({ plan: '' });
    expect(first(says(plan), asks({ tool_name: 'ExitPlanMode', input: { plan: 'Short' } }))).to.deep.include({
      plan: 'Short',
    });
  });

  it('is read also from older versions, which ask a single question', () => {
    const input = { question: 'Which?', options: ['a', 'b'] };
    const { requests, told } = talk([asks({ tool_name: 'AskUserQuestion', input })], () => ({
      kind: 'answers',
      answers: ['b'],
    }));
    const options = ['a', 'b'].map((label) => ({ label, description: null }));
    expect(requests).to.deep.equal([
      { kind: 'questions', id: 'r1', questions: [{ text: 'Which?', options, many: false }] },
    ]);
    const { response } = objectOf(told[0]?.['response']);
    expect(objectOf(response)['updatedInput']).to.deep.equal({ ...input, answers: { 'Which?': 'b' } });
  });
});

describe('the start of Claude Code with a person to ask', () => {
  const launch = (permissionMode: string | null, table: object = {}, prompt = 'x') => {
    const settings = { command: null, model: null, permissionMode: null, extraArgs: [], extra: { ...table } };
    const options = { model: null, effort: null, permissionMode };
    const launched = claudeProfile(claudeSettings(settings, 1)).launch(
      order({ person: new PersonLine(), options, prompt }),
    );
    if (!launched.ok) throw new Error(launched.problem.message);
    return launched.value;
  };

  it('is in control mode, in the mode that asks, with nothing allowed beforehand', () => {
    expect(launch(null).args).to.deep.equal([
      '--input-format=stream-json',
      '--permission-prompt-tool=stdio',
      '--output-format=stream-json',
      '--verbose',
      '--permission-mode=default',
    ]);
  });

  it('allows beforehand what the configuration says, and in a mode that never asks what makes work possible', () => {
    expect(launch('acceptEdits', { allowed_tools: ['Read'] }).args).to.include('--allowedTools=Read');
    expect(launch('dontAsk').args).to.include('--allowedTools=Bash,Read,Edit,Write');
    expect(launch('plan').args.join(' ')).to.not.contain('--allowedTools');
  });

  it('gives any prompt as one line of JSON, and keeps the input open', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (prompt) => {
        const { stdin, keepsInput } = launch(null, {}, prompt);
        expect(keepsInput).to.equal(true);
        const lines = (stdin ?? '').split('\n');
        expect(lines).to.have.length(2);
        expect(objectOf(parseJsonLine(lines[0] ?? '')?.['message'])['content']).to.equal(prompt.toWellFormed());
      }),
    );
  });
});
