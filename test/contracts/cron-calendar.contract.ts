import { expect } from 'chai';
import type { CronCalendar } from '../../src/domain/cron/cron-calendar.js';

/** What every calendar does. */
export function describeCronCalendar(name: string, make: () => CronCalendar): void {
  describe(`a cron calendar (${name})`, () => {
    function fires(schedule: string, timezone: string, after: string, count: number): readonly string[] {
      const calendar = make();
      const found: string[] = [];
      for (let last: number | null = Date.parse(after); found.length < count; ) {
        last = calendar.next({ schedule, at: null, timezone }, null, last);
        if (last === null) break;
        found.push(new Date(last).toISOString().replace(':00.000Z', 'Z'));
      }
      return found;
    }

    const vectors: readonly (readonly [schedule: string, zone: string, after: string, fires: readonly string[]])[] = [
      ['*/15 * * * *', 'UTC', '2026-02-24T09:07Z', ['2026-02-24T09:15Z', '2026-02-24T09:30Z']],
      ['0 9-17 * * *', 'UTC', '2026-02-24T13:30Z', ['2026-02-24T14:00Z', '2026-02-24T15:00Z']],
      ['0 9-17 * * *', 'UTC', '2026-02-24T17:00Z', ['2026-02-25T09:00Z']],
      ['0 9 * * 1-5', 'UTC', '2026-02-23T12:00Z', ['2026-02-24T09:00Z', '2026-02-25T09:00Z']],
      ['0 9 * * *', 'Australia/Melbourne', '2026-02-24T12:00Z', ['2026-02-24T22:00Z', '2026-02-25T22:00Z']],
      ['0 9 * * 7', 'UTC', '2026-02-24T12:00Z', ['2026-03-01T09:00Z', '2026-03-08T09:00Z']],
      ['0 9 * * 0', 'UTC', '2026-02-24T12:00Z', ['2026-03-01T09:00Z', '2026-03-08T09:00Z']],
      ['0 0 13 * 5', 'UTC', '2026-11-10T00:00Z', ['2026-11-13T00:00Z', '2026-11-20T00:00Z']],
      ['0 0 */2 * 5', 'UTC', '2026-11-10T00:00Z', ['2026-11-13T00:00Z', '2026-11-27T00:00Z']],
      ['0 0 29 2 *', 'UTC', '2026-01-01T00:00Z', ['2028-02-29T00:00Z', '2032-02-29T00:00Z']],
      ['0 0 29 2 *', 'Europe/Berlin', '2096-03-01T00:00Z', ['2104-02-28T23:00Z']],
      ['@daily', 'Asia/Kathmandu', '2026-01-01T00:00Z', ['2026-01-01T18:15Z']],
    ];
    for (const [schedule, zone, after, expected] of vectors) {
      it(`fires "${schedule}" in ${zone} after ${after} as POSIX says`, () => {
        expect(fires(schedule, zone, after, expected.length)).to.deep.equal(expected);
      });
    }

    it('fires a fixed time in a skipped hour right after the jump, once', () => {
      const expected = ['2026-03-29T01:00Z', '2026-03-30T00:30Z'];
      expect(fires('30 2 * * *', 'Europe/Berlin', '2026-03-28T12:00Z', 2)).to.deep.equal(expected);
      expect(fires('15,45 2 * * *', 'Europe/Berlin', '2026-03-28T12:00Z', 2)[0]).to.equal('2026-03-29T01:00Z');
      expect(fires('0 2 * * *', 'Europe/Berlin', '2026-03-29T00:59Z', 1)).to.deep.equal(['2026-03-29T01:00Z']);
    });

    it('fires a fixed time in a repeated hour once, also when asked in between', () => {
      const expected = ['2026-10-25T00:30Z', '2026-10-26T01:30Z'];
      expect(fires('30 2 * * *', 'Europe/Berlin', '2026-10-25T00:00Z', 2)).to.deep.equal(expected);
      expect(fires('30 2 * * *', 'Europe/Berlin', '2026-10-25T01:10Z', 1)).to.deep.equal(['2026-10-26T01:30Z']);
    });

    it('follows the clocks with a star for the hour: not in the skipped one, twice in the repeated one', () => {
      const spring = ['2026-03-29T00:30Z', '2026-03-29T01:30Z'];
      expect(fires('30 * * * *', 'Europe/Berlin', '2026-03-29T00:00Z', 2)).to.deep.equal(spring);
      const autumn = ['2026-10-25T00:30Z', '2026-10-25T01:30Z'];
      expect(fires('30 * * * *', 'Europe/Berlin', '2026-10-25T00:00Z', 2)).to.deep.equal(autumn);
    });

    it('knows the one instant of an entry, in its zone or with its own offset, until it is over', () => {
      const calendar = make();
      const next = (at: string, timezone: string | null, after: string): string | null => {
        const found = calendar.next({ schedule: null, at, timezone }, 'America/New_York', Date.parse(after));
        return found === null ? null : new Date(found).toISOString();
      };
      const before = '2026-01-01T00:00Z';
      expect(next('2026-12-24T18:00:00', 'Europe/Berlin', before)).to.equal('2026-12-24T17:00:00.000Z');
      expect(next('2026-12-24T18:00:30', null, before)).to.equal('2026-12-24T23:00:30.000Z');
      expect(next('2026-12-24T18:00:00+05:30', 'Europe/Berlin', before)).to.equal('2026-12-24T12:30:00.000Z');
      expect(next('2026-03-29T02:30:00', 'Europe/Berlin', before)).to.equal('2026-03-29T01:00:00.000Z');
      expect(next('2026-10-25T02:30:00', 'Europe/Berlin', before)).to.equal('2026-10-25T00:30:00.000Z');
      expect(next('2026-12-24T18:00:00Z', null, '2026-12-24T18:00:00Z')).to.equal(null);
    });

    it('makes up for nothing where the clocks change by more than three hours, as over a day that is skipped', () => {
      const apia = ['2011-12-30T07:00Z', '2011-12-30T21:00Z'];
      expect(fires('0 21 29 12 *', 'Pacific/Apia', '2011-12-30T00:00Z', 1)).to.deep.equal(apia.slice(0, 1));
      expect(fires('0 21 * * *', 'Pacific/Apia', '2011-12-30T00:00Z', 2)).to.deep.equal([apia[0], '2011-12-31T07:00Z']);
      expect(fires('0 11 30 12 *', 'Pacific/Apia', '2011-12-29T12:00Z', 1)).to.deep.equal(['2012-12-29T21:00Z']);
      expect(fires('0 0 * * *', 'Pacific/Apia', '2011-12-29T12:00Z', 2)).to.deep.equal([
        '2011-12-30T10:00Z',
        '2011-12-31T10:00Z',
      ]);
    });

    it('judges schedules: what can be used, and why not', async () => {
      const verdicts = await make().judge(['0 9 * * 1-5', '@daily', '0 9 * * fri-sun', '*/75 * * * *', 'nonsense', '']);
      expect(verdicts.map(({ problem }) => problem?.kind ?? null)).to.deep.equal([
        null,
        null,
        'refused',
        'step-too-large',
        'field-count',
        'field-count',
      ]);
      expect(verdicts[2]?.problem).to.deep.include({ instead: '0 9 * * 5-7' });
      const [doubtful] = await make().judge(['*/45 * * * *']);
      expect(doubtful?.problem).to.equal(null);
      expect(doubtful?.doubts.map(({ kind }) => kind)).to.deep.equal(['uneven-step']);
    });

    it('says how to write what only the package refuses, and that means the same', async () => {
      for (const schedule of [
        '0 9 * * fri-sun',
        '0 9 * * Mon-SUN',
        '0 9 1 jan,mar-jun mon,fri-sun',
        '5 4 * feb sat-sun',
      ]) {
        const [verdict] = await make().judge([schedule]);
        const instead = verdict?.problem?.kind === 'refused' ? (verdict.problem.instead ?? '') : '';
        expect((await make().judge([instead]))[0]?.problem, schedule).to.equal(null);
        const from = '2026-01-01T00:00Z';
        expect(fires(instead, 'UTC', from, 20), schedule).to.deep.equal(fires(schedule, 'UTC', from, 20));
      }
    });

    it('gives the same verdict when it is asked again, and none twice for what is written twice', async () => {
      const calendar = make();
      const schedules = ['0 9 * * fri-sun', '5 * * * *', '0 9 * * fri-sun'];
      const first = await calendar.judge(schedules);
      expect(first[2]).to.equal(first[0]);
      expect(await calendar.judge(schedules)).to.deep.equal(first);
    });

    it('prefers the zone of the cron to the default one', () => {
      const timing = { schedule: '0 9 * * *', at: null };
      const after = Date.parse('2026-06-01T00:00Z');
      const hour = (timezone: string | null) =>
        new Date(make().next({ ...timing, timezone }, 'Asia/Tokyo', after) ?? 0).getUTCHours();
      expect(hour(null)).to.equal(0);
      expect(hour('UTC')).to.equal(9);
    });

    it('knows the names of zones, and takes nothing else for one', () => {
      for (const name of ['UTC', 'Europe/Berlin', 'Asia/Calcutta']) expect(make().knowsZone(name), name).to.equal(true);
      for (const name of ['', 'Europe/Berlni', '+01:00', 'mon', '*'])
        expect(make().knowsZone(name), name).to.equal(false);
    });

    it('knows which day it is somewhere', () => {
      const instant = Date.parse('2026-12-31T23:30Z');
      expect(make().date('UTC', instant)).to.equal('2026-12-31');
      expect(make().date('Europe/Berlin', instant)).to.equal('2027-01-01');
    });

    it('knows how far clocks are from UTC, and when they show a time', () => {
      const calendar = make();
      const winter = Date.parse('2026-12-01T08:00Z');
      expect(calendar.offset('Europe/Berlin', winter)).to.equal(3_600_000);
      expect(calendar.offset('America/New_York', winter)).to.equal(-5 * 3_600_000);
      const when = (local: string) =>
        new Date(calendar.instantOf('Europe/Berlin', Date.parse(`${local}Z`))).toISOString().slice(0, 16);
      expect(when('2026-12-01T09:00')).to.equal('2026-12-01T08:00');
      expect(when('2026-03-29T02:30')).to.equal('2026-03-29T01:00');
      expect(when('2026-10-25T02:30')).to.equal('2026-10-25T00:30');
    });
  });
}
