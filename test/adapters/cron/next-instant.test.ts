import { expect } from 'chai';
import { IntlCronCalendar } from '../../../src/adapters/cron/intl-cron-calendar.js';
import { compare } from '../../oracle/compare.js';

/** Half-hour changes, changes at midnight, several in one year, rules that were given up, and none at all. */
const ZONES = [
  'Australia/Lord_Howe',
  'Asia/Beirut',
  'America/Santiago',
  'America/Asuncion',
  'Asia/Almaty',
  'Africa/Casablanca',
  'Africa/Cairo',
  'Antarctica/Troll',
  'America/Nuuk',
  'Pacific/Chatham',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kathmandu',
];

describe('the next instant', () => {
  for (const [name, seed] of [
    ['a seed that stays', 1],
    ['a seed of the day', Math.floor(Date.now() / 1_000) % 1_000_000],
  ] as const) {
    it(`is that of a daemon which looks at the clock every minute of seven years (${name}: ${seed})`, () => {
      const rounds = [...compare(new IntlCronCalendar(), { seed, zones: ZONES, schedules: 2, instants: 200 })];
      expect(
        rounds.flatMap((round) => round.differences),
        `seed ${seed}`,
      ).to.deep.equal([]);
      expect(rounds.reduce((sum, round) => sum + round.comparisons, 0)).to.equal(ZONES.length * 400);
    }).timeout(60_000);
  }
});
