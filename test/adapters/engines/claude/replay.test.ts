import { expect } from 'chai';
import { linesOf, recordings, Translated } from './recording.js';

describe('a recording of Claude Code', () => {
  it('is there for every case that was recorded', () => {
    expect(recordings()).to.have.length(32);
  });

  for (const name of recordings()) {
    describe(name, () => {
      const replay = Translated.recording(name);

      it('has no line of a type that is not known', () => {
        expect([...replay.translator.unknown]).to.deep.equal([]);
      });

      it('gives one result for each result line, and says whether it went well', () => {
        const lines = linesOf(name).filter((line) => line['type'] === 'result');
        expect(replay.results.map((result) => result.ok)).to.deep.equal(
          lines.map((line) => line['is_error'] === false),
        );
        for (const { ok, problem } of replay.results) expect(problem === null).to.equal(ok);
      });

      it('has one conversation, named before anything else', () => {
        const session = linesOf(name).find((line) => line['subtype'] === 'init')?.['session_id'];
        expect(replay.tokens).to.deep.equal(session === undefined ? [] : [session]);
        if (session !== undefined) expect(replay.events[0]?.kind).to.equal('started');
      });

      it('ends each action that it begins, and begins each that it ends', () => {
        const open = new Set<string>();
        for (const { action, phase } of replay.actions) {
          if (phase === 'started') open.add(action.id);
          if (phase === 'completed') open.delete(action.id);
        }
        expect([...open]).to.deep.equal([]);
      });

      it('shows titles of one line, without the directory of the run', () => {
        for (const { action } of replay.actions) {
          expect(action.title)
            .to.not.equal('')
            .and.not.match(/\n|\/work-dir\/claude/);
        }
      });
    });
  }
});

describe('Claude Code, as recorded', () => {
  const outcome = (name: string) => Translated.recording(name).outcome;
  const answers = (name: string) => Translated.recording(name).results.map(({ answer }) => answer);
  const problems = (name: string) => Translated.recording(name).results.map(({ problem }) => problem);

  it('answers', () => {
    const { events } = Translated.recording('text');
    expect(events.map(({ kind }) => kind)).to.deep.equal(['started', 'said', 'completed']);
    expect(events[0]).to.deep.equal({
      kind: 'started',
      resume: { engine: 'claude', value: 'd5b6c9b9-5488-4303-923d-ceb437f993e1', directory: '/work-dir/claude' },
      meta: { model: 'claude-opus-5-5', permissionMode: 'default', version: '2.1.330' },
    });
    expect(events[2]).to.deep.equal({
      kind: 'completed',
      ok: true,
      answer: 'Fake answer to user turn 1: "Hello there".',
      problem: null,
      usage: {
        ...{ costUsd: 0.010044, turns: 1, durationMs: 171, inputTokens: 2451, outputTokens: 12, cachedTokens: 0 },
        contextShare: 0.002452,
      },
    });
  });

  it('runs a command', () => {
    expect(outcome('tool')).to.deep.equal(['command echo hi completed true']);
  });

  it('tells the exit code and the words of a command that fails', () => {
    const { actions, results } = Translated.recording('tool-fails');
    expect(actions.at(-1)).to.deep.include({ phase: 'completed', ok: false });
    expect(actions.at(-1)?.action).to.deep.include({ kind: 'command', exitCode: 3, detail: 'oops' });
    expect(results[0]?.ok).to.equal(true);
  });

  it('gives a sign of life from a long command', () => {
    const { actions } = Translated.recording('tool-long');
    expect(actions.map(({ phase }) => phase)).to.deep.equal(['started', 'updated', 'completed']);
    expect(actions[1]?.action.detail).to.equal('running for 30 s');
  });

  it('edits files', () => {
    expect(outcome('control-two-at-once')).to.deep.equal([
      'file_change two-a.txt completed true',
      'file_change two-b.txt completed true',
    ]);
  });

  it('has a subagent, whose words are no answer of the run', () => {
    expect(outcome('task')).to.deep.equal(['subagent Sub job completed true', 'command echo sub completed true']);
    expect(answers('task')[0]).to.match(/^Fake answer to user turn 1: "Sub"/);
    const updated = Translated.recording('task').actions.find(({ phase }) => phase === 'updated');
    expect(updated?.action).to.deep.include({ title: 'Sub job', detail: 'Running echo sub' });
    const inside = Translated.recording('task').actions.find(({ action }) => action.title === 'echo sub');
    expect(inside?.action.parent).to.equal(updated?.action.id);
  });

  it('thinks aloud', () => {
    expect(outcome('text-partial')).to.deep.equal(['note Let me see. completed true']);
  });

  it('goes on with work behind its first answer and answers again', () => {
    const replay = Translated.recording('bash-bg');
    expect(replay.outcome).to.deep.equal([
      'command timeout 2 tail -f /dev/null; echo finished completed true',
      'note in the background: bg completed true',
    ]);
    expect(replay.results.map(({ ok }) => ok)).to.deep.equal([true, true]);
    const results = linesOf('bash-bg').flatMap((line, index) => (line['type'] === 'result' ? [index] : []));
    expect(results.map((index) => replay.phases[index])).to.deep.equal(['background', 'answered']);
  });

  it('tells an answer whose result line is held back while a subagent works on, and tells it once', () => {
    const replay = Translated.recording('task-bg');
    expect(replay.results).to.have.length(2);
    const results = linesOf('task-bg').filter((line) => line['type'] === 'result');
    expect(answers('task-bg')).to.deep.equal(results.map((line) => line['result']));
    const kinds = replay.events.map(({ kind }) => kind);
    expect(kinds.indexOf('completed')).to.be.below(kinds.lastIndexOf('said'));
  });

  it('counts what the whole run used, however often it answers', () => {
    const costs = Translated.recording('bash-bg').results.map(({ usage }) => usage?.costUsd);
    expect(costs[0]).to.be.closeTo(0.021612, 1e-9);
    expect(costs[1]).to.be.closeTo(0.034208, 1e-9);
    const last = Translated.recording('task-bg').results.at(-1)?.usage;
    expect(last).to.deep.include({
      costUsd: 0.0447,
      turns: 3,
      durationMs: 230,
      inputTokens: 10_400,
      outputTokens: 155,
    });
  });

  it('counts for a resumed conversation only what the resumed run used', () => {
    expect(Translated.recording('resume-2').results[0]?.usage?.costUsd).to.be.closeTo(0.010124, 1e-9);
    expect(Translated.recording('resume-2').tokens).to.deep.equal(Translated.recording('resume-1').tokens);
  });

  it('does not know a conversation', () => {
    const { events } = Translated.recording('resume-unknown');
    expect(events).to.have.length(1);
    expect(problems('resume-unknown')[0]).to.deep.equal({
      kind: 'session-unknown',
      message: 'No conversation found with session ID: 00000000-0000-4000-8000-000000000000',
    });
  });

  it('tries again and tells so in one note', () => {
    const { actions } = Translated.recording('error-retry');
    expect(actions.map(({ action, phase }) => `${action.id} ${phase} ${action.title}`)).to.deep.equal([
      'api-retry.1 updated retrying 1/10 in 1 s (overloaded, 529)',
      'api-retry.1 updated retrying 2/10 in 1 s (overloaded, 529)',
      'api-retry.1 completed retrying 2/10 in 1 s (overloaded, 529)',
    ]);
    expect(actions.at(-1)?.ok).to.equal(true);
  });

  it('fails although it says success', () => {
    expect(problems('error-401-noretry')[0]).to.deep.equal({
      kind: 'authentication',
      message: 'Failed to authenticate. API Error: 401 bad key',
    });
    expect(problems('error-429-noretry')[0]?.kind).to.equal('rate-limit');
    expect(problems('error-cut-noretry')[0]?.kind).to.equal('other');
    expect(answers('error-401-noretry')).to.deep.equal(['']);
    expect(outcome('error-401-noretry')).to.deep.equal([
      'note retrying 1/1 in 1 s (authentication failed, 401) completed false',
    ]);
  });

  it('is interrupted, without its own diagnosis as the wording', () => {
    for (const name of ['sigint-tool', 'interrupt-tool', 'control-deny-interrupt']) {
      const [problem] = problems(name);
      expect(problem?.kind, name).to.equal('interrupted');
      expect(problem?.message, name).to.not.contain('ede_diagnostic');
    }
  });

  it('ends without a result when it is terminated', () => {
    expect(Translated.recording('sigterm-tool').results).to.deep.equal([]);
    expect(outcome('sigterm-tool')[0]).to.match(/^command .* completed false$/);
  });

  it('changes its permission mode on the way', () => {
    const modes = Translated.recording('plan-approve').events.flatMap((event) =>
      event.kind === 'started' ? [event.meta.permissionMode] : [],
    );
    expect(modes).to.deep.equal(['plan', 'default']);
  });

  it('shows a question and a plan as steps', () => {
    expect(outcome('ask-answer')).to.deep.equal(['note ask user completed true']);
    expect(outcome('plan-deny')).to.deep.equal(['note show the plan completed false']);
  });
});
