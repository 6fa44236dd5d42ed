import { expect } from 'chai';
import fc from 'fast-check';
import { claudeArguments } from '../../../../src/adapters/engines/claude/arguments.js';
import { CLAUDE } from '../../../../src/adapters/engines/claude/manifest.js';
import { explainStderr } from '../../../../src/adapters/engines/claude/problem.js';
import { claudeResumeLines } from '../../../../src/adapters/engines/claude/resume-line.js';
import { type ClaudeSettings, claudeSettings } from '../../../../src/adapters/engines/claude/settings.js';
import { ownArgumentIn } from '../../../../src/domain/engine/engine-manifest.js';
import type { Scope } from '../../../../src/domain/run/agent-request.js';
import { PersonLine } from '../../../../src/domain/run/person-line.js';
import { order } from './recording.js';

const plain = claudeSettings(undefined, 300_000);

function args(more: Parameters<typeof order>[0] = {}, settings: Partial<ClaudeSettings> = {}): readonly string[] {
  return claudeArguments(order(more), { ...plain, ...settings });
}

describe("Claude Code's arguments", () => {
  it('ask for one print run, with the default tools and a mode for nobody to ask', () => {
    expect(args()).to.deep.equal([
      '-p',
      '--output-format=stream-json',
      '--verbose',
      '--permission-mode=dontAsk',
      '--allowedTools=Bash,Read,Edit,Write',
    ]);
  });

  it('carry what the run and the configuration say, the run first', () => {
    const options = { model: 'opus', effort: 'high', permissionMode: 'plan' };
    const resume = { engine: 'claude', value: 'abc', directory: null };
    const settings = {
      model: 'sonnet',
      permissionMode: 'acceptEdits',
      allowedTools: [],
      extraArgs: ['--add-dir', '/x'],
    };
    expect(args({ options, resume, preamble: 'Be brief.' }, settings)).to.deep.equal([
      '-p',
      '--output-format=stream-json',
      '--verbose',
      '--resume=abc',
      '--model=opus',
      '--effort=high',
      '--permission-mode=plan',
      '--append-system-prompt=Be brief.',
      '--add-dir',
      '/x',
    ]);
    expect(args({}, settings)).to.include.members(['--model=sonnet', '--permission-mode=acceptEdits']);
  });

  it('carry each rule that was always allowed in an argument of its own, as the CLI writes it', () => {
    const rule = (content: string | null, name = 'Bash'): Scope => ({ kind: 'rule', tool: name, name, content });
    const granted = [
      rule('npm test *'),
      rule("python3 -c 'print(1, 2)\\n'"),
      rule(null, 'mcp__hub__make_it'),
      rule('x', 'Bash,Write --dangerously-skip-permissions'),
      { kind: 'edits' as const },
      { kind: 'directories' as const, paths: ['/x'] },
    ];
    const given = args({ person: new PersonLine(), granted }).filter((argument) => /allowed|add-dir/.test(argument));
    expect(given).to.deep.equal([
      '--allowedTools=Bash(npm test *)',
      "--allowedTools=Bash(python3 -c 'print\\(1, 2\\)\\\\n')",
      '--allowedTools=mcp__hub__make_it',
    ]);
  });

  it('skip permissions only when told so', () => {
    expect(args({}, { dangerouslySkipPermissions: true })).to.include('--dangerously-skip-permissions');
    expect(args({}, { dangerouslySkipPermissions: true }).join(' ')).to.not.contain('dontAsk');
  });

  it('never hold the prompt, and nothing of a person that could be a flag', () => {
    const word = fc.oneof(fc.string(), fc.constantFrom('--dangerously-skip-permissions', '-p', '--'));
    fc.assert(
      fc.property(word, word, word, word, (prompt, value, model, preamble) => {
        const asked = { prompt: `prompt ${prompt}`, preamble, resume: { engine: 'claude', value, directory: null } };
        const options = { model, effort: null, permissionMode: null };
        const flags = args({ ...asked, options }).map((arg) => arg.split('=', 1)[0]);
        const ours = ['-p', '--output-format', '--verbose', '--permission-mode', '--allowedTools'];
        expect(ours.concat('--resume', '--continue', '--model', '--append-system-prompt')).to.include.members(flags);
      }),
    );
  });

  it('do not let the configuration take over how we talk', () => {
    for (const flag of ['-p', '--resume', '--resume=x', '--output-format=text', '--', '-c', '--permission-mode']) {
      expect(ownArgumentIn(CLAUDE, ['--fine', flag]), flag).to.equal(flag.split('=', 1)[0]);
    }
    expect(ownArgumentIn(CLAUDE, ['--fine', '--resumed', '-pp'])).to.equal(null);
  });
});

describe("Claude's settings", () => {
  it('are on only where they say true', () => {
    const table = (extra: object) => ({
      command: null,
      model: null,
      permissionMode: null,
      extraArgs: [],
      extra: { ...extra },
    });
    const on = claudeSettings(table({ use_api_billing: true, dangerously_skip_permissions: true }), 1);
    const off = claudeSettings(table({ use_api_billing: 'true', dangerously_skip_permissions: 1 }), 1);
    expect([on.useApiBilling, on.dangerouslySkipPermissions]).to.deep.equal([true, true]);
    expect([off.useApiBilling, off.dangerouslySkipPermissions]).to.deep.equal([false, false]);
    expect(claudeSettings(table({ allowed_tools: ['Read', '', 3] }), 1).allowedTools).to.deep.equal(['Read']);
  });
});

describe('a resume line of Claude', () => {
  it('is read as a person may write it', () => {
    for (const line of ['claude --resume a-1', '`claude --resume a-1`', '  Claude -r a-1 ', 'claude --resume=a-1']) {
      expect(claudeResumeLines.read(line), line).to.equal('a-1');
    }
    expect(claudeResumeLines.read(claudeResumeLines.write('a-1'))).to.equal('a-1');
  });

  it('never names a flag', () => {
    expect(claudeResumeLines.read('claude --resume --dangerously-skip-permissions')).to.equal(null);
    expect(claudeResumeLines.read('claude --resume a b')).to.equal(null);
    expect(claudeResumeLines.read('codex resume a')).to.equal(null);
  });
});

describe("Claude's last words on standard error", () => {
  it('are understood where they are known', () => {
    expect(explainStderr('warning\nerror: unknown option --x')).to.equal('bad-usage');
    expect(explainStderr("error: option '--permission-mode <mode>' argument 'x' is invalid.")).to.equal('bad-usage');
    expect(explainStderr('--dangerously-skip-permissions cannot be used with root/sudo privileges')).to.equal(
      'bad-usage',
    );
    expect(explainStderr('No conversation found with session ID: x')).to.equal('session-unknown');
    expect(explainStderr('Error: Input contained only whitespace. Provide a prompt')).to.equal('bad-usage');
    expect(explainStderr('Error: --resume requires a valid session ID or session title')).to.equal('session-unknown');
    expect(explainStderr('Segmentation fault')).to.equal(null);
  });
});
