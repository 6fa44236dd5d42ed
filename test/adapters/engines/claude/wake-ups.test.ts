import { expect } from 'chai';
import { ClaudeTranslator } from '../../../../src/adapters/engines/claude/translate.js';
import { order } from './recording.js';

function used(name: string, input: object, id = 'toolu_1', more: object = {}) {
  return { type: 'assistant', message: { content: [{ type: 'tool_use', id, name, input }] }, ...more };
}

function returned(content: unknown, id = 'toolu_1', more: object = {}) {
  return { type: 'user', message: { content: [{ type: 'tool_result', tool_use_id: id, content, ...more }] } };
}

function wakeUps(...lines: readonly Readonly<Record<string, unknown>>[]) {
  const translator = new ClaudeTranslator(order());
  return lines.flatMap((line) => translator.translate(line)).filter(({ kind }) => kind.startsWith('wake-up'));
}

describe('the wake-ups of Claude Code', () => {
  it('by schedule carry the name under which they are taken back', () => {
    const input = { cron: '*/7 * * * *', prompt: 'look again', recurring: true };
    const created = 'Scheduled recurring job 0a1b2c3d (every 7 minutes). Session-only.';
    expect(
      wakeUps(
        used('CronCreate', input),
        returned([{ type: 'text', text: created }]),
        used('CronDelete', { id: '0a1b2c3d' }, 'toolu_2'),
        returned('Cancelled job 0a1b2c3d.', 'toolu_2'),
      ),
    ).to.deep.equal([
      {
        kind: 'wake-up-set',
        id: 'toolu_1',
        job: '0a1b2c3d',
        time: { kind: 'cron', schedule: '*/7 * * * *', recurring: true },
        prompt: 'look again',
      },
      { kind: 'wake-up-dropped', job: '0a1b2c3d' },
    ]);
  });

  it('after a while have a delay', () => {
    const input = { delaySeconds: 1_200, reason: 'the build runs', prompt: '<<autonomous-loop-dynamic>>' };
    expect(
      wakeUps(used('ScheduleWakeup', input), returned('Next wakeup scheduled for 12:00 (in 1200s).')),
    ).to.deep.equal([
      {
        kind: 'wake-up-set',
        id: 'toolu_1',
        job: null,
        time: { kind: 'delay', delayMs: 1_200_000 },
        prompt: '<<autonomous-loop-dynamic>>',
      },
    ]);
  });

  it('count only once their tool has succeeded, in the conversation itself', () => {
    const input = { delaySeconds: 1_200, prompt: 'look again' };
    const bySubagent = { parent_tool_use_id: 'toolu_0' };
    expect(wakeUps(used('ScheduleWakeup', input))).to.deep.equal([]);
    expect(wakeUps(used('ScheduleWakeup', input), returned('no', 'toolu_1', { is_error: true }))).to.deep.equal([]);
    expect(wakeUps(used('ScheduleWakeup', input, 'toolu_1', bySubagent), returned('fine'))).to.deep.equal([]);
    expect(wakeUps(used('ScheduleWakeup', { prompt: 'x' }), returned('fine'))).to.deep.equal([]);
    expect(wakeUps(used('CronCreate', { cron: 7, prompt: 'x' }), returned('fine'))).to.deep.equal([]);
  });
});
