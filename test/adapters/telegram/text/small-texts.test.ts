import { expect } from 'chai';
import fc from 'fast-check';
import { displayWidth } from '../../../../src/adapters/telegram/text/markdown/display-width.js';
import { fitWidth, fitWidthInMiddle } from '../../../../src/adapters/telegram/text/markdown/fit-width.js';
import { shortModel } from '../../../../src/adapters/telegram/text/run/short-model.js';
import { costText, footerDetails, permissionWords } from '../../../../src/application/wording/run/footer-text.js';
import { shorten, shortLine } from '../../../../src/application/wording/text/shorten.js';
import type { RunUsage } from '../../../../src/domain/run/run-event.js';

describe('small texts', () => {
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
    const costs = [
      nothing,
      { ...nothing, costUsd: 0.1249 },
      { ...nothing, costUsd: 0.00123 },
      { ...nothing, costUsd: 0 },
    ];
    expect(costs.map(costText)).to.deep.equal([null, '$0.12', '$0.0012', '$0.00']);
    const face = {
      run: 'r',
      engine: 'codex',
      context: null,
      origin: { kind: 'message' },
      meta: {},
      resumeLine: null,
    } as const;
    const details = (usage: RunUsage, steps = 0) => footerDetails({ face, steps, usage }).join(' · ');
    expect(details(nothing)).to.equal('');
    expect(details({ ...nothing, inputTokens: 999, outputTokens: 1_000 })).to.equal('999 in · 1.0k out');
    expect(details({ ...nothing, inputTokens: 999_499, outputTokens: 999_500 }, 1)).to.equal(
      '999k in · 1.0M out · 1 step',
    );
    const full = { ...nothing, inputTokens: 12_300, cachedTokens: 10_100, outputTokens: 1_200, contextShare: 0.414 };
    expect(details(full, 12)).to.equal('12k in (10k cached) · 1.2k out · 41 % full · 12 steps');
  });

  it('say what goes unasked, where people expect to be asked', () => {
    const words = (['read-only', 'asks', 'edits', 'unlimited', 'plan', 'judged', 'refused'] as const).map(
      (permission) => permissionWords({ permission }),
    );
    expect(words).to.deep.equal([
      '👀 Read only',
      null,
      '✏️ Edit files without asking',
      '⚠️ No limits',
      '📝 Plan first',
      '🧭 Ask only about what looks risky',
      '🤐 Never ask, refuse the rest',
    ]);
    expect(permissionWords({})).to.equal(null);
  });

  it('fit a number of columns by what is seen', () => {
    expect(fitWidth('short', 5)).to.equal('short');
    expect(fitWidth('longer', 5)).to.equal('long…');
    expect(fitWidth('日本語の長い文', 7)).to.equal('日本語…');
    expect(fitWidth('👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦', 5)).to.equal('👨‍👩‍👧‍👦👨‍👩‍👧‍👦…');
    expect(fitWidth('x', 0)).to.equal('');
    expect(fitWidthInMiddle('src/components/cart/total/cart-total.test.ts', 24)).to.equal('src/com…rt-total.test.ts');
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 3_000 }), fc.integer({ min: 0, max: 80 }), (text, columns) => {
        for (const fitted of [fitWidth(text, columns), fitWidthInMiddle(text, columns)]) {
          expect(displayWidth(fitted)).to.be.at.most(columns);
        }
      }),
    );
  });

  it('are shortened after a word, never in the middle of a pair', () => {
    expect(shorten('fits', 4)).to.equal('fits');
    expect(shorten('one two three four', 15)).to.equal('one two three…');
    expect(shorten('onetwothreefour', 8)).to.equal('onetwot…');
    expect(shorten('aa😀😀', 4)).to.equal('aa…');
    expect(shortLine(' a\n  b\tc ', 10)).to.equal('a b c');
  });

  it('are as wide whether they are counted by characters or at once', () => {
    const piece = fc.constantFrom(
      'a',
      'é',
      '日',
      '한',
      '✓',
      '✏️',
      '⚙️',
      '🤖',
      '↩️',
      '⚠️',
      '…',
      '−',
      '1\ufe0f',
      'a\ufe0f',
      '𝒳',
      'ｱ',
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        // A joint that joins nothing takes no column, and makes the text be counted by characters.
        const apart = pieces.map((one) => `${one}\u2060`).join('');
        expect(displayWidth(pieces.join(''))).to.equal(displayWidth(apart));
      }),
    );
  });

  it('are as wide as they look', () => {
    expect(
      ['abc', 'é', 'e\u0301', '日本', 'ｱ', '한글', '😀', '👨‍👩‍👧‍👦', '✓', '✔️', '🇩🇪', '\u200d', ''].map(displayWidth),
    ).to.deep.equal([3, 1, 1, 4, 1, 4, 2, 2, 1, 2, 2, 0, 0]);
  });
});
