import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { Readable } from 'node:stream';
import { expect } from 'chai';
import type { Form, FormProblem } from '../../../src/adapters/http/body/form.js';
import { isMultipart, readForm } from '../../../src/adapters/http/body/read-form.js';
import type { FileVault } from '../../../src/application/ports/system/file-vault.js';
import type { Result } from '../../../src/domain/result.js';
import { FakeFileVault } from '../../support/fakes/fake-file-vault.js';
import { FakeTime } from '../../support/fakes/fake-time.js';
import { BOUNDARY, CONTENT_TYPE, writeForm } from './form-writer.js';

const LIMITS = { maxFileBytes: 100_000, maxRequestBytes: 200_000 };

describe('reading a multipart form', () => {
  let vault: FakeFileVault;
  beforeEach(() => {
    vault = new FakeFileVault(new FakeTime());
  });
  const read = (
    body: Buffer | readonly Buffer[],
    { contentType = CONTENT_TYPE, limits = LIMITS, onBytes = (_bytes: Uint8Array): void => undefined } = {},
  ) => readForm(Readable.from(Buffer.isBuffer(body) ? [body] : body), contentType, limits, { staging: vault, onBytes });
  const contentOf = (form: Form): readonly string[] =>
    form.files.map(({ staged }) => Buffer.from(vault.staged.get(staged.name) ?? '(none)').toString());
  const problemOf = (result: Result<Form, FormProblem>): string | null => (result.ok ? null : result.problem.kind);

  it('gives the fields, and the files staged, in their order', async () => {
    const result = await read(
      writeForm([
        { name: 'title', fileName: null, content: 'Größe' },
        { name: 'one', fileName: 'a.txt', content: 'first' },
        { name: 'title', fileName: null, content: 'again' },
        { name: 'two', fileName: 'b.txt', content: Buffer.alloc(70_000, 'b') },
      ]),
    );
    const form = expectForm(result);
    expect(form.fields).to.deep.equal([
      ['title', 'Größe'],
      ['title', 'again'],
    ]);
    expect(form.files.map(({ field, name, type }) => [field, name, type])).to.deep.equal([
      ['one', 'a.txt', 'text/x-test'],
      ['two', 'b.txt', 'text/x-test'],
    ]);
    expect(contentOf(form)).to.deep.equal(['first', 'b'.repeat(70_000)]);
  });

  it('takes forms with nothing in them, and text before and after them', async () => {
    expect(expectForm(await read(Buffer.from(`--${BOUNDARY}--`)))).to.deep.equal({ fields: [], files: [] });
    const one = writeForm([{ name: 'a', fileName: null, content: '' }]);
    const around = [Buffer.from('preamble\r\n'), one, Buffer.from('epilogue'), Buffer.from(`--${BOUNDARY}\r\n`)];
    expect(expectForm(await read(around)).fields).to.deep.equal([['a', '']]);
    expect(expectForm(await read(Buffer.concat(around))).fields).to.deep.equal([['a', '']]);
  });

  it('takes names that mean something elsewhere as what they are', async () => {
    const names = ['file', '__proto__', 'constructor', 'a"b\\c', ''];
    const form = expectForm(await read(writeForm(names.map((name) => ({ name, fileName: null, content: 'x' })))));
    expect(form.fields.map(([name]) => name)).to.deep.equal(names);
  });

  it('takes a file that nobody chose for an empty field', async () => {
    const form = expectForm(await read(writeForm([{ name: 'upload', fileName: '', content: '' }])));
    expect(form).to.deep.equal({ fields: [['upload', '']], files: [] });
  });

  it('makes the names of files harmless', async () => {
    const names: Readonly<Record<string, string>> = {
      'report-1.2_x.TXT': 'report-1.2_x.TXT',
      'C:\\docs\\report.txt': 'report.txt',
      '../../etc/passwd': 'passwd',
      '..': 'upload.bin',
      '.env': 'upload.bin',
      'a b.txt': 'upload.bin',
      'ä.txt': 'upload.bin',
      'a/': 'upload.bin',
      [`${'a'.repeat(200)}`]: 'a'.repeat(200),
      [`${'a'.repeat(201)}`]: 'upload.bin',
    };
    const parts = Object.keys(names).map((fileName) => ({ name: 'f', fileName, content: '' }));
    const form = expectForm(await read(writeForm(parts)));
    expect(form.files.map(({ name }) => name)).to.deep.equal(Object.values(names));
  });

  it('shows every byte as it came, also of a form that is wrong', async () => {
    const good = writeForm([{ name: 'a', fileName: 'a', content: 'x'.repeat(1_000) }]);
    const bad = Buffer.concat([Buffer.from(`--${BOUNDARY}\r\nX: y\r\n\r\n`), good]);
    for (const body of [good, bad]) {
      const hmac = createHmac('sha256', 'secret');
      const pieces = [body.subarray(0, 10), body.subarray(10, 400), body.subarray(400)];
      await read(pieces, { onBytes: (bytes) => void hmac.update(bytes) });
      expect(hmac.digest('hex')).to.equal(createHmac('sha256', 'secret').update(body).digest('hex'));
    }
    let seen = 0;
    await read(good, { contentType: 'multipart/form-data', onBytes: (bytes) => (seen += bytes.length) });
    expect(seen).to.equal(good.length);
  });

  const refused: Readonly<Record<string, readonly (string | Buffer)[]>> = {
    'not-closed': [
      '',
      'garbage',
      `--${BOUNDARY}`,
      `--${BOUNDARY}\r\nContent-Disposition: form-data; name="a"\r\n\r\nx`,
      `--${BOUNDARY}\r\nContent-Disposition: form-data; name="a"; filename="a"\r\n\r\nx\r\n--${BOUNDARY}-`,
    ],
    'bad-part': [
      part('', 'x'),
      part('Content-Type: text/plain', 'x'),
      part('Content-Disposition: attachment; name="a"', 'x'),
      part('Content-Disposition: form-data', 'x'),
      part('Content-Disposition: form-data; name="a', 'x'),
      part('Content-Disposition: form-data; name="a" x', 'x'),
      part('Content-Disposition: form-data; filename="a"', 'x'),
      part(Buffer.from([...Buffer.from('Content-Disposition: form-data; name="'), 0xff, 0x22]), 'x'),
      part(`Content-Disposition: form-data; name="${'a'.repeat(9_000)}"`, 'x'),
      `--${BOUNDARY}\r\nContent-Disposition: form-data; name="a"\r\n--${BOUNDARY}--`,
    ],
    'bad-text': [part('Content-Disposition: form-data; name="a"', Buffer.from([0x61, 0xff]))],
    'too-many-parts': [writeForm(Array.from({ length: 1_001 }, () => ({ name: 'a', fileName: null, content: '' })))],
  };
  for (const [kind, bodies] of Object.entries(refused)) {
    it(`says ${kind}, and keeps no file that came before it`, async () => {
      const before = writeForm([{ name: 'f', fileName: 'f', content: 'kept?' }]);
      const opening = before.subarray(0, before.length - `--${BOUNDARY}--\r\n`.length);
      for (const body of bodies) {
        expect(problemOf(await read(Buffer.from(body))), `${body}`).to.equal(kind);
        expect(problemOf(await read(Buffer.concat([opening, Buffer.from(body)]))), `after a file: ${body}`).to.equal(
          kind,
        );
        expect(vault.staged.size).to.equal(0);
      }
    });
  }

  it('says that there is no usable boundary', async () => {
    const body = writeForm([]);
    for (const contentType of [
      '',
      'multipart/form-data',
      'multipart/form-data; boundary=',
      'multipart/form-data; =x',
    ]) {
      expect(problemOf(await read(body, { contentType })), contentType).to.equal('no-boundary');
    }
    expect(problemOf(await read(body, { contentType: `${CONTENT_TYPE}${'x'.repeat(70)}` }))).to.equal('no-boundary');
    expect(
      (await read(body, { contentType: `Multipart/Form-Data; charset=utf-8; BOUNDARY="${BOUNDARY}"` })).ok,
    ).to.equal(true);
    expect(isMultipart('Multipart/Form-Data; boundary=x')).to.equal(true);
    expect(isMultipart('multipart/mixed; boundary=x')).to.equal(false);
    expect(isMultipart(undefined)).to.equal(false);
  });

  it('takes no more than its limits, to the byte', async () => {
    const file = (bytes: number) => writeForm([{ name: 'f', fileName: 'f', content: Buffer.alloc(bytes) }]);
    const limits = { maxFileBytes: 1_000, maxRequestBytes: file(1_000).length };
    expect((await read(file(1_000), { limits })).ok).to.equal(true);
    expect(problemOf(await read(file(1_001), { limits: { ...limits, maxRequestBytes: 9_999 } }))).to.equal(
      'file-too-large',
    );
    vault.staged.clear();
    expect(problemOf(await read(file(1_001), { limits }))).to.equal('too-large');
    const text = writeForm([{ name: 'a', fileName: null, content: 'x'.repeat(1_048_577) }]);
    expect(problemOf(await read(text, { limits: { maxFileBytes: 1, maxRequestBytes: 2_000_000 } }))).to.equal(
      'too-large',
    );
    expect(vault.staged.size).to.equal(0);
  });

  it('says that the disk refuses', async () => {
    vault.problem = { kind: 'disk-full', path: '/staging/x' };
    const parts = [
      { name: 'f', fileName: 'f', content: 'x' },
      { name: 'g', fileName: 'g', content: 'y' },
    ];
    const result = await read(writeForm(parts));
    expect(!result.ok && result.problem).to.deep.equal({ kind: 'not-stored', problem: vault.problem });
  });

  it('passes on what the staging throws', async () => {
    const bug = new Error('bug');
    const staging = { stage: () => Promise.reject(bug), discard: async () => undefined };
    const body = writeForm([{ name: 'f', fileName: 'f', content: 'x'.repeat(100_000) }]);
    const pieces = [body.subarray(0, 60_000), body.subarray(60_000)];
    const reading = readForm(Readable.from(pieces), CONTENT_TYPE, LIMITS, { staging, onBytes: () => undefined });
    expect(await reading.catch((error: unknown) => error)).to.equal(bug);
  });

  it('waits for the disk, so that no more than a few pieces are in memory', async () => {
    let given = 0;
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    const slow: Pick<FileVault, 'stage' | 'discard'> = {
      stage: async (source, maxBytes) => {
        await released;
        return vault.stage(source, maxBytes);
      },
      discard: (file) => vault.discard(file),
    };
    const body = writeForm([{ name: 'f', fileName: 'f', content: Buffer.alloc(1_000_000) }]);
    const source = Readable.from(
      (function* () {
        for (let at = 0; at < body.length; at += 10_000) {
          given += 1;
          yield body.subarray(at, at + 10_000);
        }
      })(),
      { highWaterMark: 1 },
    );
    const limits = { maxFileBytes: 2_000_000, maxRequestBytes: 2_000_000 };
    const reading = readForm(source, CONTENT_TYPE, limits, { staging: slow, onBytes: () => undefined });
    for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
    expect(given).to.be.lessThan(20);
    release();
    expect((await reading).ok).to.equal(true);
  });

  it('is cut if the sender goes away, and a form that is refused can still be answered', async () => {
    const results: Result<Form, FormProblem>[] = [];
    let arrived: () => void = () => undefined;
    const server = createServer((request, response) => {
      const tools = { staging: vault, onBytes: () => undefined };
      void readForm(request, request.headers['content-type'], { maxFileBytes: 9, maxRequestBytes: 500 }, tools).then(
        (result) => {
          results.push(result);
          response.end('answered');
          arrived();
        },
      );
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const post = async (body: Buffer, length: number, leave: boolean): Promise<string> => {
      const result = new Promise<void>((resolve) => (arrived = resolve));
      const socket = connect(port, '127.0.0.1');
      socket.on('error', () => undefined);
      socket.write(`POST / HTTP/1.1\r\nHost: x\r\nContent-Type: ${CONTENT_TYPE}\r\nContent-Length: ${length}\r\n\r\n`);
      await new Promise<void>((resolve) => socket.write(body, () => resolve()));
      if (leave) socket.destroy();
      await result;
      if (leave) return '';
      const [answer] = await new Promise<[Buffer]>((resolve) => socket.once('data', (data) => resolve([data])));
      socket.destroy();
      return answer.toString();
    };
    try {
      const form = writeForm([{ name: 'f', fileName: 'f', content: 'x' }]);
      await post(form.subarray(0, 150), form.length, true);
      expect(problemOf(results[0] as Result<Form, FormProblem>)).to.equal('cut');
      const large = writeForm([{ name: 'f', fileName: 'f', content: 'x'.repeat(1_000) }]);
      expect(await post(large, large.length, false)).to.match(/answered$/);
      expect(problemOf(results[1] as Result<Form, FormProblem>)).to.equal('too-large');
      expect(vault.staged.size).to.equal(0);
    } finally {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });
});

function part(head: string | Buffer, content: string | Buffer): Buffer {
  const pieces = [`--${BOUNDARY}\r\n`, head, '\r\n\r\n', content, `\r\n--${BOUNDARY}--\r\n`];
  return Buffer.concat(pieces.map((piece) => Buffer.from(piece)));
}

function expectForm(result: Result<Form, FormProblem>): Form {
  if (!result.ok) throw new Error(`refused: ${result.problem.kind}`);
  return result.value;
}
