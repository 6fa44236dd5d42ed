import { expect } from 'chai';
import fc from 'fast-check';
import { CronstrueScheduleWords } from '../../src/adapters/cron/cronstrue-schedule-words.js';
import { IntlCronCalendar } from '../../src/adapters/cron/intl-cron-calendar.js';
import { describeSchedule } from '../../src/application/wording/schedule/describe-schedule.js';
import { templatePrompt } from '../../src/application/wording/triggers/trigger-prompt.js';
import { parseCronExpression } from '../../src/domain/cron/cron-expression.js';
import { parseWhen } from '../../src/domain/schedule/parse-when.js';
import { resolveWhen } from '../../src/domain/schedule/resolve-when.js';
import { placeholdersOf, renderTemplate } from '../../src/domain/trigger/template.js';
import { cronOf } from '../support/builders/cron.js';
import { fuzz, LONG_MS, textOf } from './fuzz.js';

const words = new CronstrueScheduleWords();
const NOW = Date.UTC(2026, 2, 28, 23, 30);

describe('whatever is written', function () {
  this.timeout(LONG_MS);

  it('as a schedule is refused with a reason, or fires some time and can be described', async () => {
    const calendar = new IntlCronCalendar();
    const field = textOf('*', '/', '-', ',', '0', '5', '59', '60', 'MON', 'jan', 'L', '#', '?', '٣', '+', '_', 'e1');
    const schedule = fc.oneof(
      textOf('@daily', '@', '* ', '*/5 ', '0 ', '9-17 ', 'MON-FRI', ' ', '\t', '\n', '30 2 29 2 *'),
      fc.tuple(field, field, field, field, field).map((fields) => fields.join(' ')),
    );
    await fuzz(schedule, async (text) => {
      const parsed = parseCronExpression(text);
      if (!parsed.ok) return void expect(parsed.problem.kind).to.not.equal('');
      const timing = cronOf('any', { schedule: text, timezone: 'Europe/Berlin' });
      expect(calendar.next(timing, null, NOW)).to.be.greaterThan(NOW);
      expect(describeSchedule(timing, null, await words.of(text))).to.not.equal('');
    });
  });

  it('as a time is refused with a reason, or lies ahead', async () => {
    const times = new IntlCronCalendar();
    await fuzz(
      textOf('5m', '24h', '14:30', 'tomorrow', 'mon', '2026-03-29', 'T02:30', 'Z', '+02:00', ' ', 'x', '25:00'),
      (text) => {
        const parsed = parseWhen(text);
        if (!parsed.ok) return;
        const due = resolveWhen(parsed.value.when, NOW, 'Europe/Berlin', times);
        if (due.ok) expect(due.value).to.be.greaterThan(NOW);
      },
    );
  });

  it('as a template or in a payload is filled in without a crash, and can’t leave its fence', async () => {
    const template = textOf(
      '{{',
      '}}',
      '{{a}}',
      '{{a.b}}',
      '{{a["b"]}}',
      '{{__proto__.x}}',
      '{{a[0]}}',
      '{{constructor}}',
      '[',
      '"',
    );
    const values = fc.dictionary(fc.constantFrom('a', 'b', '__proto__', 'constructor', 'x'), fc.jsonValue());
    await fuzz(fc.tuple(template, values, textOf('</outside-n>', '--#', '{{a}}')), ([text, payload, hostile]) => {
      expect(renderTemplate(text, payload)).to.be.a('string');
      expect(placeholdersOf(text)).to.be.an('array');
      const prompt = templatePrompt('{{v}}', { ...payload, v: hostile }, { name: 'webhook:x', nonce: 'n' });
      const fences =
        prompt
          .split('\n')
          .slice(1)
          .join('\n')
          .match(/<\/?outside-/g) ?? [];
      expect(fences.length).to.equal(hostile === '' ? fences.length : 2);
    });
  });
});
