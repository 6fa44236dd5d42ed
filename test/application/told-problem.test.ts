import { expect } from 'chai';
import { IntlCronCalendar } from '../../src/adapters/cron/intl-cron-calendar.js';
import { toldProblem } from '../../src/application/run/told-problem.js';
import { engineHint } from '../../src/application/wording/run/engine-hint.js';
import type { EngineProblem } from '../../src/domain/run/run-event.js';

const NOW = Date.parse('2026-11-30T11:00:00Z');
const tools = { clock: { now: () => NOW }, times: new IntlCronCalendar() };
const budget = { perRunUsd: null, perDayUsd: null, autoCancel: false, warnPercent: 80, timezone: 'Asia/Tokyo' };

function told(problem: EngineProblem, chatId = 7): EngineProblem {
  return toldProblem(problem, { place: { chatId, threadId: null }, budget: budget as never }, tools);
}

describe('the problem of a run, as its chat is told', () => {
  it('says when a limit is over, by the clocks of the chat', () => {
    const weekly: EngineProblem = {
      kind: 'quota',
      limit: 'weekly',
      message: 'Weekly limit reached ∙ resets Dec 5, 3pm (Europe/Berlin)',
    };
    const problem = told(weekly);
    expect(problem.resetsAt).to.equal(Date.parse('2026-12-05T14:00:00Z'));
    expect(problem.resets).to.deep.include({ date: '2026-12-05', time: '23:00' });
    expect(engineHint(problem)).to.include('weekly limit').and.include('23:00');
    expect(
      engineHint(told({ kind: 'quota', limit: 'session', message: '5-hour limit reached ∙ resets in 3 hours' })),
    ).to.include('today 23:00');
    expect(engineHint(told({ kind: 'rate-limit', message: 'Try again in 30 minutes' }))).to.include('20:30');
  });

  it('names no time that is over, a moment away, or about something else', () => {
    expect(told({ kind: 'quota', message: 'limit', resetsAt: NOW - 1 })).to.deep.equal({
      kind: 'quota',
      message: 'limit',
    });
    const soon = told({ kind: 'rate-limit', message: 'Please try again in 20s' });
    expect(soon).to.deep.include({ resetsAt: NOW + 20_000 });
    expect(engineHint(soon)).to.include('in a minute');
    expect(told({ kind: 'other', message: 'try again in 4 hours' }).resetsAt).to.equal(undefined);
  });

  it('names paths to whoever is alone with the bot', () => {
    const problem: EngineProblem = { kind: 'other', message: 'cannot read /srv/me/app/x.ts' };
    expect(told(problem).message).to.equal('cannot read /srv/me/app/x.ts');
    expect(told(problem, -100).message).to.equal('cannot read [path]');
  });
});

describe('the hint of a run that failed', () => {
  const hint = (kind: EngineProblem['kind'], more: Partial<EngineProblem> = {}) =>
    engineHint({ kind, message: '', ...more });

  it('names what logs the engine in', () => {
    expect(hint('authentication', { login: '/auth codex' }))
      .to.include('`/auth codex`')
      .and.not.include('machine');
    expect(hint('authentication', { login: 'claude auth login' })).to.include(
      'On the machine, run `claude auth login`',
    );
  });

  it('says of each limit what is used up', () => {
    const limits = ['session', 'daily', 'weekly', 'monthly', 'credits'] as const;
    const hints = [...limits.map((limit) => hint('quota', { limit })), hint('quota')];
    expect(new Set(hints).size).to.equal(hints.length);
    for (const one of hints) expect(one).to.not.include('minute');
  });

  it('never says that a program was silent for long which ended at once', () => {
    expect(hint('no-output', { exitCode: 0 }))
      .to.include('at once')
      .and.not.include('in time');
    expect(hint('no-output')).to.include('in time');
  });
});
