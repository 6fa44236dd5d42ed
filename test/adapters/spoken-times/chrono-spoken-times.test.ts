import { expect } from 'chai';
import fc from 'fast-check';
import { IntlCronCalendar } from '../../../src/adapters/cron/intl-cron-calendar.js';
import { ChronoSpokenTimes } from '../../../src/adapters/spoken-times/chrono-spoken-times.js';
import { resolveSpoken } from '../../../src/domain/schedule/resolve-spoken.js';

const times = new IntlCronCalendar();
const spoken = new ChronoSpokenTimes();

/** When the words are due as the clocks of the zone show it, and what is behind them; or why they are no time. */
async function understood(text: string, now = '2026-11-30T18:17Z', zone = 'Europe/Berlin'): Promise<string> {
  const instant = Date.parse(now);
  const read = await spoken.read(text, instant + times.offset(zone, instant));
  if (read === null) return 'none';
  const due = resolveSpoken(read.when, instant, zone, times);
  if (!due.ok) return due.problem;
  const local = new Date(due.value + times.offset(zone, due.value)).toISOString().slice(0, 16);
  return read.text === 'x' ? local : `${local} ${read.text}`;
}

async function expectAll(vectors: Readonly<Record<string, string>>, now?: string, zone?: string): Promise<void> {
  for (const [text, expected] of Object.entries(vectors))
    expect(await understood(text, now, zone), text).to.equal(expected);
}

describe('times as people say them', () => {
  it('are understood in English', () =>
    expectAll({
      'in half an hour x': '2026-11-30T19:47',
      'in an hour x': '2026-11-30T20:17',
      'in 1.5 hours x': '2026-11-30T20:47',
      'in five minutes, x': '2026-11-30T19:22',
      'noon x': '2026-12-01T12:00',
      'at noon x': '2026-12-01T12:00',
      'midnight x': '2026-12-01T00:00',
      'tonight deploy it': '2026-11-30T22:00 deploy it',
      'this evening x': '2026-11-30T20:00',
      'tomorrow morning x': '2026-12-01T06:00',
      'next friday 9am x': '2026-12-11T09:00',
      'friday at 9 x': '2026-12-04T09:00',
      'in 2 days at 8:00 x': '2026-12-02T08:00',
      'on Dec 5 at 10:00 x': '2026-12-05T10:00',
      'tomorrow 9am PST x': '2026-12-01T18:00',
      'in 36 hours x': '2026-12-02T07:17',
    }));

  it('are understood in other languages', () =>
    expectAll({
      'heute um 21 Uhr testen': '2026-11-30T21:00 testen',
      'übermorgen 8:00 los': '2026-12-02T08:00 los',
      'nächsten Montag 9 Uhr x': '2026-12-07T09:00',
      'in zwei Stunden x': '2026-11-30T21:17',
      'demain à 9h vérifie': '2026-12-01T09:00 vérifie',
      'dans 10 minutes vérifie': '2026-11-30T19:27 vérifie',
      'mañana a las 9 revisa': '2026-12-01T09:00 revisa',
      'en 2 horas revisa': '2026-11-30T21:17 revisa',
      'amanhã às 9 verifique': '2026-12-01T09:00 verifique',
      'em 30 minutos x': '2026-11-30T19:47',
      明日9時にテスト: '2026-12-01T09:00 にテスト',
      '今夜 x': '2026-11-30T22:00',
    }));

  it('are understood in Italian, Dutch, Russian, Ukrainian and Chinese', () =>
    expectAll({
      'domani alle 9 controlla': '2026-12-01T09:00 controlla',
      'alle 21:30 controlla': '2026-11-30T21:30 controlla',
      'tra 20 minuti controlla': '2026-11-30T19:37 controlla',
      'fra due ore controlla': '2026-11-30T21:17 controlla',
      'lunedì prossimo alle 9 prova': '2026-12-07T09:00 prova',
      'mezzogiorno x': '2026-12-01T12:00',
      'venerdì x': '2026-12-04T09:00',
      'morgen om 9 uur controleer': '2026-12-01T09:00 controleer',
      'over 20 minuten controleer': '2026-11-30T19:37 controleer',
      'over twee uur test': '2026-11-30T21:17 test',
      'volgende maandag om 9 uur x': '2026-12-07T09:00',
      'vanavond x': '2026-11-30T20:00',
      'morgenochtend x': '2026-12-01T06:00',
      'stasera x': '2026-11-30T22:00',
      'завтра в 9 проверь': '2026-12-01T09:00 проверь',
      'через 20 минут проверь': '2026-11-30T19:37 проверь',
      'через час x': '2026-11-30T20:17',
      'в 21:00 проверь': '2026-11-30T21:00 проверь',
      'завтра утром x': '2026-12-01T06:00',
      'послезавтра x': '2026-12-02T09:00',
      'через 20 хвилин перевір': '2026-11-30T19:37 перевір',
      '明天下午3点 x': '2026-12-01T15:00',
      明天下午3點檢查: '2026-12-01T15:00 檢查',
      '20分钟后检查': '2026-11-30T19:37 检查',
      '半小时后 x': '2026-11-30T19:47',
      '今晚 x': '2026-11-30T22:00',
      'вчера x': 'past',
      'ieri x': 'past',
      '昨天 x': 'past',
    }));

  it('are times of day where hours are named behind them, and whiles where they count', () =>
    expectAll({
      'в 15 часов проверь': '2026-12-01T15:00 проверь',
      'в 9 часов x': '2026-11-30T21:00',
      'завтра в 15 часов проверь': '2026-12-01T15:00 проверь',
      'о 15 годині перевір': '2026-12-01T15:00 перевір',
      'a las 23 horas revisa': '2026-11-30T23:00 revisa',
      'às 15 horas verifique': '2026-12-01T15:00 verifique',
      'amanhã às 15 horas verifique': '2026-12-01T15:00 verifique',
      'à 15 h vérifie': '2026-12-01T15:00 vérifie',
      'demain à 15 heures vérifie': '2026-12-01T15:00 vérifie',
      'через 15 часов x': '2026-12-01T10:17',
      'en 15 horas x': '2026-12-01T10:17',
      '13小时后 x': '2026-12-01T08:17',
      '明天中午 x': '2026-12-01T12:00',
      'опівночі x': '2026-12-01T00:00',
    }));

  it('are understood where the clock is told in words', () =>
    expectAll({
      'half past nine check it': '2026-12-01T09:30 check it',
      'at half past nine x': '2026-12-01T09:30',
      'tomorrow at half past nine x': '2026-12-01T09:30',
      'today at half past nine x': '2026-11-30T21:30',
      'Half past 9 pm x': '2026-11-30T21:30',
      'quarter to ten p.m. x': '2026-11-30T21:45',
      'a quarter past eight in the evening x': '2026-11-30T20:15',
      'ten minutes to one x': '2026-12-01T00:50',
      'twenty past twelve x': '2026-12-01T00:20',
      'half past eight tomorrow x': '2026-12-01T08:30',
      'halb zehn abends x': '2026-11-30T21:30',
      'um halb neun x': '2026-12-01T08:30',
      'morgen um Viertel vor zehn x': '2026-12-01T09:45',
      'om half tien x': '2026-12-01T09:30',
      "kwart over negen 's avonds x": '2026-11-30T21:15',
    }));

  it('stand for nine in the morning where they name a day alone', () =>
    expectAll({
      'tomorrow foo': '2026-12-01T09:00 foo',
      'monday x': '2026-12-07T09:00',
      'next week x': '2026-12-07T09:00',
      'morgen x': '2026-12-01T09:00',
      'mañana x': '2026-12-01T09:00',
      'today x': 'no-time-of-day',
    }));

  it('take an hour without its half of the day for the next one', () =>
    expectAll({ 'today at 5 x': '2026-11-30T17:00', 'today at 11 x': '2026-11-30T11:00' }, '2026-11-30T09:30Z'));

  it('that are gone, far away or hardly ahead are told as that', () =>
    expectAll({
      'yesterday x': 'past',
      'last friday x': 'past',
      '5 minutes ago x': 'past',
      'gestern x': 'past',
      'in 400 days x': 'too-far',
      'now x': 'delay-out-of-range',
      'in 20 seconds x': 'delay-out-of-range',
    }));

  it('are not seen where the text begins with something else, or goes on with what was not understood', async () => {
    for (const text of [
      'fix it tomorrow',
      '1時間後にテスト',
      'в 3 часа дня x',
      'alle 2 Stunden x',
      'um 15 Stunden x',
      'alle 10 Minuten x',
      'alle 3 Tage x',
      'om de 2 uur x',
      'at 3 hours x',
      'check the build in 5 minutes',
      'every day at 9',
      'in a bit',
      'May we',
      'march of the penguins',
      'do it at 5',
      'in an hour and a half x',
      'morgen um zehn Uhr x',
      'mañana por la mañana x',
      '3 to 5pm x',
      'half past the post',
      'half the tests fail',
      'quarter to be defined',
      'set 5 variables',
      'dom tree cleanup',
      'mar the page',
      'over 9000 lines are too many',
      'alle nove e mezza x',
      '',
      '\u0000',
      '#2',
    ]) {
      expect(await understood(text), text).to.equal('none');
    }
  });

  it('count spans as they pass where the clocks are set meanwhile', async () => {
    await expectAll({ 'in half an hour x': '2027-03-28T03:15' }, '2027-03-28T00:45Z');
    await expectAll({ 'in half an hour x': '2026-10-25T02:15' }, '2026-10-25T00:45Z');
    await expectAll({ '2小时后 x': '2026-10-25T03:45' }, '2026-10-25T00:45Z');
    await expectAll({ 'tomorrow 2:30am x': '2027-03-28T03:00' }, '2027-03-27T12:00Z');
  });

  it('are told for any text in no time, and give back a part of it', async () => {
    const text = fc.oneof(
      fc.string({ maxLength: 300 }),
      fc.stringMatching(/^(in|at|next|um|heute|tomorrow|\d{1,3}| ){1,9}$/),
    );
    await fc.assert(
      fc.asyncProperty(text, async (source) => {
        const read = await spoken.read(source, Date.UTC(2026, 10, 30, 19));
        if (read !== null) expect(source).to.include(read.text);
      }),
    );
    const before = process.threadCpuUsage();
    await spoken.read('tomorrow '.repeat(200_000), 0);
    await spoken.read(`in ${'9'.repeat(1_000_000)} minutes`, 0);
    const { user, system } = process.threadCpuUsage(before);
    expect((user + system) / 1_000, 'CPU time in ms').to.be.lessThan(1_000);
  });
});
