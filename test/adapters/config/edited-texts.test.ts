import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { expect } from 'chai';
import fc from 'fast-check';
import type { Reading } from '../../../src/application/ports/config/config-source.js';
import { Secret } from '../../../src/domain/secret.js';
import { ConfigDirectory } from './config-directory.js';
import { LEAST } from './read-text.js';

const SECRET = '9f86d081884c7d659a2feaa0c55ad015';

/** Entries in which anything may be wrong, or stand for something outside of the file. */
const ENTRIES = [
  `[[triggers.webhooks]]\nid = "ID"\npath = "/ID"\nsecret = "${SECRET}"\nprompt_template = "p"\n`,
  '[[triggers.webhooks]]\nid = "ID"\npath = "/ID"\nsecret = "short"\nprompt_template = "p"\n',
  '[[triggers.webhooks]]\nid = "ID"\npath = "/ID"\nsecret_file = "secret"\nprompt_template = "p"\n',
  '[[triggers.webhooks]]\nid = "ID"\npath = "/ID"\nsecret_env = "SECRET"\nprompt_template = "{{env.HOME}}"\n',
  '[[triggers.webhooks]]\nid = "ID"\npath = "/ID"\nauth = "none"\n[triggers.webhooks.signature]\nheader = "X"\n',
  '[[triggers.webhooks]]\nid = "ID"\npath = "no path"\nunknown = 1\n',
  '[[triggers.webhooks]]\nid = "ID"\npath = "/same"\nauth = "none"\naction = "notify_only"\nmessage_template = "m"\n',
  '[[triggers.crons]]\nid = "ID"\nschedule = "0 9 * * *"\nprompt = "p"\n',
  '[[triggers.crons]]\nid = "ID"\nschedule = "0 99 * * *"\nprompt = "p"\n',
  '[[triggers.crons]]\nid = "ID"\nat = 2027-01-01T00:00:00\nprompt = "p"\nengine = "claude"\npermission_mode = "what"\n',
  '[[triggers.crons]]\nid = "ID"\nprompt = 5\n',
] as const;

const text = fc
  .array(fc.tuple(fc.constantFrom(...ENTRIES), fc.constantFrom('a', 'b', 'c', 'A')), { maxLength: 6 })
  .map(
    (entries) => `${LEAST}[triggers]\nenabled = true\n${entries.map(([one, id]) => one.replaceAll('ID', id)).join('')}`,
  );

/** Everything that a reading says, secrets revealed. */
async function said(reading: Reading): Promise<unknown> {
  if (!reading.ok) return reading;
  const { config, digest, whole, settings } = reading;
  const plain = (value: unknown) =>
    JSON.stringify(value, function (this: Readonly<Record<string, unknown>>, key: string, inner: unknown) {
      const own = this[key];
      if (own instanceof Secret) return `secret ${own.reveal()}`;
      return inner instanceof Map ? [...inner] : inner;
    });
  return { digest, whole, config: plain(config), settings: plain(settings), warnings: await reading.warnings };
}

describe('a configuration that is read after another', () => {
  it('says what it would say if it were the first, whatever of it was the same before', async () => {
    using directory = new ConfigDirectory();
    directory.environment['SECRET'] = SECRET;
    directory.write(SECRET, 'secret');
    const source = directory.source();
    await fc.assert(
      fc.asyncProperty(text, fc.boolean(), async (written, lenient) => {
        directory.write(written);
        const [again, first] = [await source.read({ lenient }), await directory.source().read({ lenient })];
        expect(await said(again)).to.deep.equal(await said(first));
        expect(again.ok && first.ok && again.allows.over(first.allows)).to.deep.equal(again.ok ? [] : false);
      }),
      { numRuns: 200 },
    );
  });

  it('keeps what it was made of for the entries that are as they were', async () => {
    using directory = new ConfigDirectory();
    const source = directory.source();
    const hook = (id: string, path = id) => ENTRIES[0].replaceAll('/ID', `/${path}`).replaceAll('ID', id);
    directory.write(`${LEAST}[triggers]\nenabled = true\n${hook('a')}${hook('b')}`);
    const before = await source.read({ lenient: false });
    directory.write(`${LEAST}[triggers]\nenabled = true\n${hook('new')}${hook('b')}${hook('a', 'other')}`);
    const after = await source.read({ lenient: false });
    if (!before.ok || !after.ok) throw new Error('not read');
    expect(after.config.triggers.webhooks[1]).to.equal(before.config.triggers.webhooks[1]);
    expect(after.config.triggers.webhooks[2]).to.include({ id: 'a', path: '/other' });
  });

  it('keeps it also where the file was looked at while it was being saved', async () => {
    using directory = new ConfigDirectory();
    const source = directory.source();
    const written = `${LEAST}[triggers]\nenabled = true\n${ENTRIES[0].replaceAll('ID', 'a')}`;
    directory.write(written);
    const before = await source.read({ lenient: false });
    for (const part of ['', LEAST.slice(0, 20), written.slice(0, -20)]) {
      directory.write(part);
      await source.readAhead();
      expect(await source.read({ lenient: false })).to.have.property('ok', false);
    }
    directory.write(`${written}# saved\n`);
    const after = await source.read({ lenient: false });
    if (!before.ok || !after.ok) throw new Error('not read');
    expect(after.config.triggers.webhooks[0]).to.equal(before.config.triggers.webhooks[0]);
  });

  it('says what its secrets are now, though it says the same itself', async () => {
    using directory = new ConfigDirectory();
    directory.environment['SECRET'] = SECRET;
    const [, , inFile, inVariable] = ENTRIES;
    directory.write(`${LEAST}[triggers]\nenabled = true\n${inFile.replaceAll('ID', 'f')}`);
    directory.write(SECRET, 'secret');
    const source = directory.source();
    const secrets = async () => {
      const reading = await source.read({ lenient: false });
      return reading.ok
        ? reading.config.triggers.webhooks[0]?.secrets.map((one) => one.reveal())
        : reading.problems.length;
    };
    expect(await secrets()).to.deep.equal([SECRET]);
    directory.write(`${SECRET}2`, 'secret');
    expect(await secrets()).to.deep.equal([`${SECRET}2`]);
    rmSync(`${directory.path}/secret`);
    expect(await secrets()).to.equal(1);
    directory.write(
      `${LEAST}[triggers]\nenabled = true\n${inVariable.replace('{{env.HOME}}', 'p').replaceAll('ID', 'v')}`,
    );
    expect(await secrets()).to.deep.equal([SECRET]);
    directory.environment['SECRET'] = `${SECRET}3`;
    expect(await secrets()).to.deep.equal([`${SECRET}3`]);
  });

  it('waits for no pipe that has taken the place of the file', async () => {
    using directory = new ConfigDirectory();
    directory.write(LEAST);
    const source = directory.source();
    for (let turn = 0; turn < 2; turn++) expect((await source.read({ lenient: false })).ok).to.equal(true);
    rmSync(directory.file);
    execFileSync('mkfifo', [directory.file]);
    const reading = await source.read({ lenient: false });
    expect(reading.ok ? [] : reading.problems.map(({ message }) => message)).to.deep.equal([
      'The configuration file is not a regular file.',
    ]);
  });
});
