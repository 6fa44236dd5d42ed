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

  it('is that of the daemon where the clocks changed by hours, and where a whole day was skipped', () => {
    const zones = ['Pacific/Apia', 'Pacific/Fakaofo', 'Antarctica/Casey', 'Antarctica/Vostok', 'Asia/Pyongyang'];
    const comparison = { seed: 3, zones, schedules: 6, instants: 300 };
    for (const years of [
      [2009, 2013],
      [2018, 2025],
    ] as const) {
      const rounds = [...compare(new IntlCronCalendar(), { ...comparison, years })];
      expect(rounds.flatMap((round) => round.differences)).to.deep.equal([]);
    }
  }).timeout(60_000);

  it('is that of the package cron, the second opinion, but for reasons that are known', () => {
    const zones = ['UTC', 'Europe/Berlin', 'Asia/Tokyo'];
    const comparison = { seed: 11, zones, schedules: 8, instants: 25, opinions: 25 };
    const opinions = [...compare(new IntlCronCalendar(), comparison)].flatMap((round) => round.opinions);
    expect(opinions.length).to.be.above(500);
    expect(opinions.filter((opinion) => opinion === 'other')).to.deep.equal([]);
    expect(opinions.filter((opinion) => opinion === 'same').length).to.be.above(opinions.length / 2);
  }).timeout(60_000);
});
