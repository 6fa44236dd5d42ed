import { expect } from 'chai';
import fc from 'fast-check';
import { ConfigDirectory } from '../adapters/config/config-directory.js';
import { LEAST } from '../adapters/config/read-text.js';
import { fuzz, LONG_MS, textOf } from './fuzz.js';

const LINES = [
  ...[
    'watch_config = true',
    '[triggers]',
    'enabled = true',
    '[[triggers.crons]]',
    'id = "a"',
    'schedule = "0 9 * * *"',
  ],
  ...['prompt = "x"', 'at = 2026-12-24T18:00:00', '[[triggers.webhooks]]', 'path = "/hooks/a"', 'auth = "none"'],
  ...['[projects.p]', 'path = "/tmp"', '[security]', 'env_extra_allow = ["A"]', 'prompt_template = "{{env.A}} {{b}}"'],
  ...[
    '[triggers.crons.fetch]',
    'type = "http_get"',
    'url = "https://example.org"',
    'event_filter = ["a", "b"]',
    'x = {',
  ],
  ...['"""', "'", '[claude]', 'model = 1', '[__proto__]', 'constructor = 1', 'a.b.c = nan', '[log]', 'level = "loud"'],
];

describe('whatever stands in the file', function () {
  this.timeout(LONG_MS);

  it('is a configuration, or is refused with a place and a way to fix it', async () => {
    using directory = new ConfigDirectory();
    const source = directory.source();
    const lines = fc
      .array(
        fc.oneof(
          { weight: 5, arbitrary: fc.constantFrom(...LINES) },
          { weight: 1, arbitrary: textOf('=', '[', ']', '"', '\n') },
        ),
        { maxLength: 25 },
      )
      .map((parts) => parts.join('\n'));
    const text = fc.oneof(
      lines.map((more) => `${LEAST}\n${more}`),
      lines,
      fc.nat({ max: LEAST.length }).map((length) => LEAST.slice(0, length)),
    );
    await fuzz(fc.tuple(text, fc.boolean()), async ([written, lenient]) => {
      directory.write(written);
      const reading = await source.read({ lenient });
      if (reading.ok) return void reading.warnings.length;
      expect(reading.problems).to.not.deep.equal([]);
      for (const { message, hint, line } of reading.problems) {
        expect(message).to.not.equal('');
        expect(hint).to.not.equal('');
        if (line !== null) expect(line).to.be.within(1, written.split('\n').length + 1);
      }
    });
  });
});
