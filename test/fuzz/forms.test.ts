import { readdir } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { expect } from 'chai';
import fc from 'fast-check';
import type { Form, FormProblem, Staging } from '../../src/adapters/http/body/form.js';
import { readForm } from '../../src/adapters/http/body/read-form.js';
import type { Result } from '../../src/domain/result.js';
import { FilesRig } from '../adapters/files/files-rig.js';
import { BOUNDARY, CONTENT_TYPE, type TestPart, writeForm } from '../adapters/http/form-writer.js';
import { FakeFileVault } from '../support/fakes/fake-file-vault.js';
import { FakeTime } from '../support/fakes/fake-time.js';
import { temporaryDirectory } from '../support/temporary-directory.js';
import { CASES, LONG_MS } from './fuzz.js';

const LIMITS = { maxFileBytes: 100_000, maxRequestBytes: 200_000 };

const anyPart: fc.Arbitrary<TestPart> = fc.oneof(
  fc.record({
    name: fc.string({ unit: 'grapheme', maxLength: 12 }).filter((name) => !/[\r\n]/.test(name)),
    fileName: fc.constant(null),
    content: fc.string({ unit: 'grapheme' }),
  }),
  fc.record({
    name: fc.constantFrom('file', '__proto__', 'f'),
    fileName: fc.stringMatching(/^[a-z][a-z.]{0,8}$/),
    content: fc.oneof(
      fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
      fc.constantFrom('\r\n', '\r\n--', '\r', `\r\n--${BOUNDARY.slice(0, -1)}`, '--', `${BOUNDARY}--`),
    ),
  }),
);
const anyForm = fc.array(anyPart, { maxLength: 6 });
const anyCuts = fc.array(fc.nat(), { maxLength: 8 });

describe('reading a multipart form, whatever it is', function () {
  this.timeout(LONG_MS);

  it('gives back what was written, in whatever pieces it comes', async () => {
    const vault = new FakeFileVault(new FakeTime());
    await fc.assert(
      fc.asyncProperty(anyForm, anyCuts, async (parts, cuts) => {
        const result = await read(inPieces(writeForm(parts), cuts), vault);
        if (!result.ok) throw new Error(result.problem.kind);
        const { fields, files } = result.value;
        const [texts, uploads] = [true, false].map((isText) =>
          parts.filter(({ fileName }) => (fileName === null) === isText),
        );
        expect(fields).to.deep.equal(texts?.map(({ name, content }) => [name, content]));
        const got = files.map(({ field, name, staged }) => [field, name, hex(vault.staged.get(staged.name) ?? 'none')]);
        expect(got).to.deep.equal(uploads?.map(({ name, fileName, content }) => [name, fileName, hex(content)]));
      }),
      { numRuns: CASES },
    );
  });

  it('refuses every form that ends too early, and keeps nothing of it on the disk', async () => {
    await using directory = await temporaryDirectory();
    const { vault, staging } = await FilesRig.make(directory.path);
    await fc.assert(
      fc.asyncProperty(anyForm, anyCuts, fc.nat(), async (parts, cuts, end) => {
        const whole = writeForm(parts);
        // Without the last line break it is whole all the same.
        const body = whole.subarray(0, end % (whole.length - 2));
        const result = await read(inPieces(body, cuts), vault);
        expect(!result.ok && result.problem.kind).to.equal('not-closed');
        expect(await readdir(staging).catch(() => [])).to.deep.equal([]);
      }),
      { numRuns: CASES },
    );
  });

  it('answers damage with a form or a problem, and keeps nothing that it does not name', async () => {
    const vault = new FakeFileVault(new FakeTime());
    const damage = fc.record({ at: fc.nat(), byte: fc.integer({ min: 0, max: 255 }) });
    await fc.assert(
      fc.asyncProperty(anyForm, anyCuts, fc.array(damage, { maxLength: 5 }), async (parts, cuts, damages) => {
        vault.staged.clear();
        const body = writeForm(parts);
        for (const { at, byte } of damages) body[at % body.length] = byte;
        const result = await read(inPieces(body, cuts), vault);
        const named = result.ok ? result.value.files.map(({ staged }) => staged.name) : [];
        expect([...vault.staged.keys()]).to.have.members(named);
      }),
      { numRuns: CASES },
    );
  });
});

function read(body: readonly Buffer[], staging: Staging): Promise<Result<Form, FormProblem>> {
  return readForm(Readable.from(body), CONTENT_TYPE, LIMITS, { staging, onBytes: () => undefined });
}

function inPieces(body: Buffer, cuts: readonly number[]): readonly Buffer[] {
  const ends = [...cuts.map((cut) => cut % (body.length + 1)), body.length].sort((a, b) => a - b);
  return ends.map((end, index) => body.subarray(ends[index - 1] ?? 0, end));
}

function hex(content: string | Uint8Array): string {
  return Buffer.from(content).toString('hex');
}
