import { expect } from 'chai';
import { NodeByteCodec } from '../../src/adapters/system/node-byte-codec.js';
import { namesOnPage, pageOf } from '../../src/application/chat/commands/files/directory-page.js';
import { previewOf } from '../../src/application/chat/commands/files/file-preview.js';
import { parentOf, pathBelow } from '../../src/application/chat/commands/files/paths-below.js';
import type { FileProblem, NamedEntry, OpenedFile } from '../../src/application/ports/system/file-vault.js';
import { filesProblemText } from '../../src/application/wording/files/files-problem-text.js';
import { languageOf } from '../../src/application/wording/files/language-of.js';

function opened(bytes: Uint8Array, piece = 7_000): OpenedFile & { closed: number } {
  const content = async function* () {
    for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
  };
  const file = {
    ...{ name: 'a', bytes: bytes.length, content: content(), closed: 0 },
    [Symbol.asyncDispose]: async () => {
      file.closed += 1;
    },
  };
  return file;
}

const preview = (text: string | Uint8Array) => previewOf(opened(Buffer.from(text)), new NodeByteCodec());

describe('the beginning of a file', () => {
  it('is its first lines, whatever ends them, and says whether there is more', async () => {
    expect(await preview('a\r\nb\n')).to.deep.equal({ kind: 'text', text: 'a\nb', isCut: false });
    const lines = Array.from({ length: 26 }, (_, index) => `${index}`);
    expect(await preview(lines.slice(0, 25).join('\n'))).to.deep.include({ isCut: false });
    expect(await preview(lines.join('\n'))).to.deep.equal({
      kind: 'text',
      text: lines.slice(0, 25).join('\n'),
      isCut: true,
    });
  });

  it('never grows beyond a message, and cuts no character in half', async () => {
    for (const text of [
      'x'.repeat(1_000_000),
      '🛒'.repeat(100_000),
      `${'ä'.repeat(290)}\n`.repeat(500),
      '\n'.repeat(50_000),
    ]) {
      const { text: shown, kind } = await preview(text);
      expect(kind).to.equal('text');
      expect(shown.length).to.be.at.most(2_000);
      expect(shown).to.not.include('\uFFFD');
      expect(shown.isWellFormed()).to.equal(true);
    }
  });

  it('is told from what is no text', async () => {
    expect((await preview('')).kind).to.equal('empty');
    expect((await preview('text\0')).kind).to.equal('binary');
    expect((await preview(Uint8Array.from({ length: 400 }, (_, index) => 128 + (index % 128)))).kind).to.equal(
      'binary',
    );
    expect((await preview(Buffer.from('caf\u00e9 in Latin-1', 'latin1'))).kind).to.equal('text');
  });

  it('gives the file back, read or not', async () => {
    const file = opened(Buffer.alloc(1_000_000, 'a'));
    await previewOf(file, new NodeByteCodec());
    expect(file.closed).to.equal(1);
  });

  it('has the language that its name tells', () => {
    const names = {
      'src/a.ts': 'typescript',
      Makefile: 'makefile',
      'x/Dockerfile': 'docker',
      '.gitignore': '',
      LICENSE: '',
    };
    for (const [name, language] of Object.entries(names)) expect(languageOf(name), name).to.equal(language);
    for (const name of ['a.go', 'b.GO']) expect(languageOf(name)).to.equal('go');
    for (const name of ['a.b c', 'x.`', 'constructor', 'a.__proto__', 'a.\n'])
      expect(languageOf(name), name).to.equal('');
  });
});

describe('a page of a directory', () => {
  it('has folders first, then files, each with what is hidden last', () => {
    const names = ['b', 'A', '.c', 'a'].flatMap((name): NamedEntry[] => [
      { name: `${name}f`, kind: 'file' },
      { name: `${name}d`, kind: 'directory' },
    ]);
    const shown = namesOnPage(names, 0).map(({ name }) => name);
    expect(shown).to.deep.equal(['Ad', 'ad', 'bd', '.cd', 'Af', 'af', 'bf', '.cf']);
  });

  it('is the nearest one there is', () => {
    expect(pageOf(0, 5)).to.deep.equal({ page: 0, pages: 1 });
    expect(pageOf(41, 9)).to.deep.equal({ page: 2, pages: 3 });
    expect(pageOf(40, -1)).to.deep.equal({ page: 0, pages: 2 });
  });
});

describe('a path below a directory', () => {
  it('is written as from there', () => {
    const paths = { '': '', '.': '', './a': 'a', 'a//b/./c/': 'a/b/c', '/p': '', '/p/a': 'a', '/q': '/q', '/': '/' };
    for (const [written, path] of Object.entries(paths)) expect(pathBelow('/p', written), written).to.equal(path);
    expect(['a/b', 'a', '', '/etc'].map(parentOf)).to.deep.equal(['a', '', null, null]);
  });
});

describe('why a file is not shown', () => {
  const path = '/p/a_b*.ts';
  const problems: readonly FileProblem[] = [
    ...(['relative', 'no-name', 'parent-segment', 'control-character', 'too-long', 'too-deep'] as const).map(
      (fault) => ({
        ...{ kind: 'bad-path' as const, path, fault },
      }),
    ),
    { kind: 'outside-roots', path, roots: ['/p'] },
    ...(['own-file', 'system-file', 'symbolic-link', 'several-names', 'not-a-file', 'not-a-directory'] as const).map(
      (kind) => ({ kind, path }),
    ),
    ...(['exists', 'missing', 'moved', 'disk-full', 'not-permitted'] as const).map((kind) => ({ kind, path })),
    { kind: 'denied-name', path, glob: '*.pem' },
    { kind: 'too-large', path, maxBytes: 50_000_000 },
    { kind: 'too-many-files', path, most: 10_000 },
    { kind: 'failed', path, message: 'EIO' },
  ];

  it('names it as it is called in the project, as code, in sentences of its own', () => {
    const texts = problems.map((problem) => filesProblemText(problem, '/p'));
    for (const text of texts) expect(text).to.include('`a_b*.ts`').and.match(/\.$/);
    expect(new Set(texts).size).to.equal(texts.length);
    expect(filesProblemText({ kind: 'missing', path: '/p' }, '/p')).to.include('The project’s folder is not there');
  });
});
