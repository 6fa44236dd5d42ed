import { expect } from 'chai';
import fc from 'fast-check';
import { errorWithPaths, safeError, withoutPaths } from '../../../../src/application/wording/text/safe-error.js';

describe("an error's words in a chat", () => {
  for (const [message, shown] of [
    ['GET https://api.example.com/v1?key=abc failed', 'GET [url] failed'],
    [
      'see wss://a.example/socket, then (http://localhost:1/x)',
      'see wss://a.example/socket, then (http://localhost:1/x)',
    ],
    ['open https://auth.example.com/codex/device', 'open https://auth.example.com/codex/device'],
    [
      'more at https://console.example.com/settings/billing?plan=pro#top.',
      'more at https://console.example.com/settings/billing?plan=pro#top.',
    ],
    ['GET https://me:pw@git.example.com/x.git failed', 'GET [url] failed'],
    ['at http://127.0.0.1:33587/auth/cli-login?authToken=11d1 now', 'at [url] now'],
    ['POST https://hooks.example.com/services/T0/B0/a1b2c3d4e5f6a7b8c9d0e1f2 failed', 'POST [url] failed'],
    ['GET https://api.example.org/bot123456789:AAabcdefghijklmnopqrstuvwxyz012345/x', 'GET [url]'],
    ['token=https://a.example/x y', 'token=[secret] y'],
    ['key sk-made-up-0123456789abcdef is bad', 'key [secret] is bad'],
    ['Authorization: Bearer abc.def-ghi', 'Authorization: Bearer [secret]'],
    ['OPENAI_API_KEY=abc123 set', 'OPENAI_API_KEY=[secret] set'],
    ['{"access_token": "a b c", "x": 1}', '{"access_token": [secret], "x": 1}'],
    ["password: 'p w' refused", 'password: [secret] refused'],
    ['bot 123456789:AAabcdefghijklmnopqrstuvwxyz012345 gone', 'bot [secret] gone'],
    ['ghp_abcdefghijklmnopqrst0123 gone', '[secret] gone'],
    ["ENOENT: open '/srv/someone/app/x.ts'", "ENOENT: open '[path]'"],
    ['in /usr/bin/node:3 and file:/etc/x/y', 'in [path]:3 and file:[path]'],
    ['src/app/x.ts, a/b, 1/2 and /tmp stay', 'src/app/x.ts, a/b, 1/2 and /tmp stay'],
    ['  \u001b[31mred\u001b[0m \n', 'red'],
    ['max_tokens: 5 exceeded', 'max_tokens: 5 exceeded'],
  ] as const) {
    it(`shows ${JSON.stringify(shown)}`, () => {
      expect(safeError(message)).to.equal(shown);
    });
  }

  it('keep their paths where they may be seen, and nothing else', () => {
    const words = 'cp /srv/me/app/x.ts with sk-made-up-0123456789abcdef to https://a.example/b/c';
    expect(errorWithPaths(words, 200)).to.equal('cp /srv/me/app/x.ts with [secret] to https://a.example/b/c');
    expect(withoutPaths(words)).to.equal('cp [path] with sk-made-up-0123456789abcdef to https://a.example/b/c');
    expect(errorWithPaths('word '.repeat(100), 50).length).to.be.within(40, 50);
  });

  it('are at most 200 units, or as many as are asked for, with an ellipsis', () => {
    expect(safeError('word '.repeat(100)).length).to.be.within(190, 200);
    expect(safeError('word '.repeat(100))).to.match(/word…$/);
    expect(safeError('x'.repeat(500), 50)).to.equal(`${'x'.repeat(49)}…`);
  });

  it('are replaced when nothing is left', () => {
    expect(safeError(' \n')).to.equal('unknown error');
    expect(safeError('', 10, 'failed')).to.equal('failed');
  });

  it('show no credential wherever it stands', () => {
    const secret = 'sk-abcdefghijklmnop0123456789';
    fc.assert(
      fc.property(fc.string({ maxLength: 6_000 }), fc.string(), (before, after) => {
        expect(safeError(`${before} ${secret} ${after}`, 8_000)).to.not.include('abcdefghijklmnop');
      }),
    );
    for (let filler = 3_960; filler < 4_010; filler++) {
      expect(safeError(`${'x '.repeat(filler / 2)}${secret} y`, 8_000)).to.not.include('sk-abc');
    }
  });

  it('are short however long the message was', () => {
    for (const unit of ['a-', 'token', '/a', 'a:', '"', 'sk-', 'é/']) {
      expect(safeError(unit.repeat(100_000)).length, unit).to.be.within(1, 200);
    }
  });
});
