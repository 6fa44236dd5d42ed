import { expect } from 'chai';
import fc from 'fast-check';
import { type CronExpression, parseCronExpression } from '../../src/domain/cron/cron-expression.js';
import { CRON_FIELDS } from '../../src/domain/cron/cron-field.js';

function parsed(text: string): CronExpression {
  const result = parseCronExpression(text);
  if (!result.ok) throw new Error(`${text}: ${result.problem.kind}`);
  return result.value;
}

function problem(text: string): string {
  const result = parseCronExpression(text);
  return result.ok ? 'none' : result.problem.kind;
}

describe('a cron expression', () => {
  it('gives the values of each field', () => {
    const { minutes, hours, daysOfMonth, months, daysOfWeek } = parsed('*/15 9-17 1,15 jan-mar mon');
    expect(minutes).to.deep.equal({ values: [0, 15, 30, 45], star: true });
    expect(hours.values).to.deep.equal([9, 10, 11, 12, 13, 14, 15, 16, 17]);
    expect(daysOfMonth).to.deep.equal({ values: [1, 15], star: false });
    expect(months.values).to.deep.equal([1, 2, 3]);
    expect(daysOfWeek.values).to.deep.equal([1]);
  });

  it('takes 0, 7 and the name for Sunday, once', () => {
    for (const sunday of ['0', '7', 'sun', 'SUN', '0,7', 'sun-sun', '*/7']) {
      expect(parsed(`0 0 * * ${sunday}`).daysOfWeek.values, sunday).to.deep.equal([0]);
    }
    expect(parsed('0 0 * * 5-7').daysOfWeek.values).to.deep.equal([0, 5, 6]);
    expect(parsed('0 0 * * fri-sun').daysOfWeek.values).to.deep.equal([0, 5, 6]);
    expect(parsed('0 0 * * */2').daysOfWeek.values).to.deep.equal([0, 2, 4, 6]);
  });

  it('reads N/S as from N to the end', () => {
    expect(parsed('5/20 * * * *').minutes.values).to.deep.equal([5, 25, 45]);
    expect(parsed('5/20 * * * *').minutes.star).to.equal(false);
  });

  it('keeps the star bit of a stepped star', () => {
    expect(parsed('0 0 */2 * 1').daysOfMonth.star).to.equal(true);
    expect(parsed('0 0 1-31/2 * 1').daysOfMonth.star).to.equal(false);
  });

  it('knows the macros', () => {
    expect(parsed('@daily')).to.deep.equal(parsed('0 0 * * *'));
    expect(parsed('@Hourly')).to.deep.equal(parsed('0 * * * *'));
    expect(parsed('@annually')).to.deep.equal(parsed('@yearly'));
    expect(problem('@reboot')).to.equal('unknown-macro');
  });

  const wrong: readonly [string, string][] = [
    ['', 'field-count'],
    ['* *', 'field-count'],
    ['* * * * * *', 'field-count'],
    ['every day at noon please', 'syntax'],
    ['60 * * * *', 'out-of-range'],
    ['* 24 * * *', 'out-of-range'],
    ['* * 0 * *', 'out-of-range'],
    ['* * * 13 *', 'out-of-range'],
    ['* * * * 8', 'out-of-range'],
    ['* * * * 1-9', 'out-of-range'],
    ['0 22-2 * * *', 'reversed'],
    ['0 0 * * fri-mon', 'reversed'],
    ['*/0 * * * *', 'step'],
    ['*/75 * * * *', 'step-too-large'],
    ['*/90 * * * *', 'step-too-large'],
    ['*/99999999999999999999999 * * * *', 'step-too-large'],
    ['0 */30 * * *', 'step-too-large'],
    ['10-20/40 * * * *', 'step-too-large'],
    ['10-20/11 * * * *', 'step-too-large'],
    ['5-5/10 * * * *', 'step-too-large'],
    ['50/20 * * * *', 'step-too-large'],
    ['5,*/75 * * * *', 'step-too-large'],
    ['0 0 */32 * *', 'step-too-large'],
    ['0 0 1 */13 *', 'step-too-large'],
    ['0 0 * * */8', 'step-too-large'],
    ['0 0 * * 7/2', 'step-too-large'],
    ['0 0 * * mon-fri/5', 'step-too-large'],
    ['*/-1 * * * *', 'syntax'],
    ['*/ * * * *', 'syntax'],
    ['1,,2 * * * *', 'syntax'],
    ['-5 * * * *', 'syntax'],
    ['+5 * * * *', 'syntax'],
    ['1_0 * * * *', 'syntax'],
    ['٣ * * * *', 'syntax'],
    ['? * * * *', 'syntax'],
    ['0 0 L * *', 'syntax'],
    ['0 0 * mon *', 'syntax'],
    ['0 0 30 2 *', 'never'],
    ['0 0 31 4,6 *', 'never'],
  ];
  for (const [text, kind] of wrong) it(`refuses "${text}" (${kind})`, () => expect(problem(text)).to.equal(kind));

  it('takes a step that is as long as its field or its range, and a step of one', () => {
    for (const [text, minutes] of [
      ['*/60 */24 * */12 */7', [0]],
      ['5/60 * * * *', [5]],
      ['10-20/10 * * * *', [10, 20]],
      ['59/1 * * * *', [59]],
      ['5-5 * * * *', [5]],
    ] as const) {
      expect(parsed(text).minutes.values, text).to.deep.equal(minutes);
    }
  });

  it('says what to write instead of a range that goes over the end of its field', () => {
    for (const [text, instead] of [
      ['0 22-2 * * *', '22-23,0-2'],
      ['0 0 * * fri-mon', 'fri-6,0-mon'],
      ['0 0 28-3 * *', '28-31,1-3'],
      ['0 0 1 nov-feb *', 'nov-12,1-feb'],
    ] as const) {
      const result = parseCronExpression(text);
      expect(result.ok ? null : result.problem, text).to.deep.include({ kind: 'reversed', instead });
      const fields = text.split(' ').map((field) => (field.includes('-') ? instead : field));
      expect(problem(fields.join(' ')), text).to.equal('none');
    }
  });

  it('takes 29 February, and a date that only a weekday saves', () => {
    expect(problem('0 0 29 2 *')).to.equal('none');
    expect(problem('0 0 30 2 1')).to.equal('none');
  });

  it('gives ascending values inside the bounds, whatever is asked for', () => {
    const fields = CRON_FIELDS.map(({ min, max }) => {
      const value = fc.integer({ min, max });
      const range = fc.tuple(value, value).map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`);
      const part = fc.oneof(fc.constant('*'), value.map(String), range);
      const stepped = fc
        .tuple(part, fc.option(fc.integer({ min: 1, max: 70 })))
        .map(([text, step]) => (step === null ? text : `${text}/${step}`));
      return fc.array(stepped, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(','));
    });
    fc.assert(
      fc.property(fc.tuple(...fields), (texts) => {
        const result = parseCronExpression(texts.join(' '));
        if (!result.ok) {
          expect(result.problem.kind).to.be.oneOf(['never', 'step-too-large']);
          return;
        }
        for (const [index, { name, min, max }] of CRON_FIELDS.entries()) {
          const { values, star } = result.value[name];
          expect(values).to.have.length.greaterThan(0);
          expect([...values].sort((a, b) => a - b)).to.deep.equal([...new Set(values)]);
          expect(values.every((value) => value >= min && value <= (name === 'daysOfWeek' ? 6 : max))).to.equal(true);
          expect(star).to.equal(texts[index]?.startsWith('*'));
        }
      }),
    );
  });

  it('never throws, whatever the text', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseCronExpression(text)));
  });
});
