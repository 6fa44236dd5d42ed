import { expect } from 'chai';
import { displayWidth } from '../../../../src/adapters/telegram/text/markdown/display-width.js';
import { costLine } from '../../../../src/adapters/telegram/text/run/cost-line.js';
import { billedTimeText, elapsedText } from '../../../../src/adapters/telegram/text/run/durations.js';
import { shortModel } from '../../../../src/adapters/telegram/text/run/short-model.js';
import { shorten, shortLine } from '../../../../src/application/wording/text/shorten.js';

describe('small texts', () => {
  it('show elapsed time', () => {
    const shown = [-5, 0, 999, 12_400, 59_999, 60_000, 187_000, 3_599_999, 3_600_000, 3_900_000, 93_900_000];
    expect(shown.map(elapsedText)).to.deep.equal([
      '0s', '0s', '0s', '12s', '59s', '1m 00s', '3m 07s', '59m 59s', '1h 00m', '1h 05m', '26h 05m',
    ]); // biome-ignore format: two rows to be compared
  });

  it('show billed time', () => {
    expect([0, 45_300, 59_940, 59_960, 125_000, 3_725_000].map(billedTimeText)).to.deep.equal([
      '0.0s',
      '45.3s',
      '59.9s',
      '1m 0s',
      '2m 5s',
      '62m 5s',
    ]);
  });

  for (const [model, shown] of [
    ['claude-opus-4-6', 'opus 4.6'],
    ['claude-opus-4-6-20260115', 'opus 4.6'],
    ['claude-opus-4-6[1m]', 'opus 4.6 (1M)'],
    ['claude-opus-4-6-20260115[1m]', 'opus 4.6 (1M)'],
    ['claude-sonnet-4-20250514', 'sonnet 4'],
    ['claude-3-5-sonnet-20241022', 'sonnet 3.5'],
    ['claude-3-haiku-20240307', 'haiku 3'],
    ['us.anthropic.claude-haiku-4-5-20251001-v1:0', 'haiku 4.5'],
    ['anthropic/claude-opus-4-6', 'opus 4.6'],
    ['claude-sonnet-4-5@20250929', 'sonnet 4.5'],
    ['opus', 'opus'],
    ['opus[1m]', 'opus (1M)'],
    ['gpt-5.2-codex', 'gpt-5.2-codex'],
    ['gpt-5-2025-08-07', 'gpt-5'],
    ['auto-gemini-3', 'gemini-3'],
    ['openai/gpt-5', 'openai/gpt-5'],
  ] as const) {
    it(`call the model ${model} ${shown}`, () => {
      expect(shortModel(model)).to.equal(shown);
    });
  }

  it('show what a run cost, as far as it is known', () => {
    const nothing = { costUsd: null, turns: null, durationMs: null, inputTokens: null, outputTokens: null };
    expect(costLine(nothing)).to.equal(null);
    expect(costLine({ ...nothing, turns: 3, durationMs: 5_000 })).to.equal(null);
    expect(costLine({ ...nothing, costUsd: 0.1249 })).to.equal('💰 $0.12');
    expect(costLine({ ...nothing, costUsd: 0.00123 })).to.equal('💰 $0.0012');
    expect(costLine({ ...nothing, costUsd: 0 })).to.equal('💰 $0.0000');
    expect(costLine({ ...nothing, inputTokens: 999, outputTokens: 1_000 })).to.equal('💰 999/1.0k');
    expect(costLine({ ...nothing, inputTokens: 999_949, outputTokens: 999_950 })).to.equal('💰 999.9k/1.0M');
    expect(costLine({ ...nothing, outputTokens: 5 })).to.equal('💰 ?/5');
    expect(costLine({ costUsd: 1, turns: 3, durationMs: 45_300, inputTokens: 12_300, outputTokens: 1_200 })).to.equal(
      '💰 $1.00 · 3 tn · 45.3s · 12.3k/1.2k',
    );
  });

  it('are shortened after a word, never in the middle of a pair', () => {
    expect(shorten('fits', 4)).to.equal('fits');
    expect(shorten('one two three four', 15)).to.equal('one two three…');
    expect(shorten('onetwothreefour', 8)).to.equal('onetwot…');
    expect(shorten('aa😀😀', 4)).to.equal('aa…');
    expect(shortLine(' a\n  b\tc ', 10)).to.equal('a b c');
  });

  it('are as wide as they look', () => {
    expect(
      ['abc', 'é', 'e\u0301', '日本', 'ｱ', '한글', '😀', '👨‍👩‍👧‍👦', '✓', '✔️', '🇩🇪', '\u200d', ''].map(displayWidth),
    ).to.deep.equal([3, 1, 1, 4, 1, 4, 2, 2, 1, 2, 2, 0, 0]);
  });
});
