import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect } from 'chai';
import { marked, type Token } from 'marked';
import { oldWordsIn } from './plain-words.js';
import { projectRoot } from './project-root.js';

const documents = [
  'README.md',
  'CHANGELOG.md',
  ...readdirSync(join(projectRoot, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .map((path) => join('docs', path)),
];

function tokensOf(document: string): readonly Token[] {
  const tokens: Token[] = [];
  marked.walkTokens(marked.lexer(readFileSync(join(projectRoot, document), 'utf8')), (token) => {
    tokens.push(token);
  });
  return tokens;
}

/** Where the links and pictures of a document lead, without those to other sites. */
function targetsOf(document: string): readonly string[] {
  return tokensOf(document)
    .flatMap((token) => ('href' in token && typeof token.href === 'string' ? [token.href] : []))
    .filter((href) => !/^[a-z][a-z0-9+.-]*:/i.test(href));
}

/** The fragments by which the headings of a document can be linked to, as GitHub makes them. */
function anchorsOf(document: string): readonly string[] {
  return tokensOf(document)
    .flatMap((token) => (token.type === 'heading' && 'text' in token ? [String(token.text)] : []))
    .map((text) =>
      text
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .replaceAll(' ', '-'),
    );
}

/** What a document says, without code, which may be named as it likes. */
function proseOf(document: string): string {
  const text = readFileSync(join(projectRoot, document), 'utf8');
  return text.replace(/^ *```[\s\S]*?^ *```/gm, '').replace(/`[^`\n]*`/g, '');
}

/** What is wrong with a link, or `null`. */
function objection(document: string, target: string): string | null {
  const [path = '', anchor] = target.split('#');
  const file = path === '' ? document : relative(projectRoot, resolve(projectRoot, dirname(document), path));
  if (file.startsWith('..')) return `${target} leads out of the repository`;
  if (!existsSync(join(projectRoot, file))) return `${target} leads to nothing`;
  if (anchor === undefined) return null;
  const known = statSync(join(projectRoot, file)).isFile() && anchorsOf(file).includes(anchor);
  return known ? null : `${target} leads to no heading`;
}

describe('the documents', () => {
  it('are found, with links in them', () => {
    expect(documents).to.include.members(['README.md', 'docs/index.md', 'docs/explanation/message.md']);
    expect(documents.flatMap(targetsOf)).to.have.length.greaterThan(40);
  });

  for (const document of documents) {
    it(`lead to what exists: ${document}`, () => {
      const objections = targetsOf(document).map((target) => objection(document, target));
      expect(objections.filter((found) => found !== null)).to.deep.equal([]);
    });
  }

  it('are in plain words', () => {
    const objections = documents.flatMap((document) =>
      oldWordsIn(proseOf(document)).map((message) => `${document}: ${message}`),
    );
    expect(objections).to.deep.equal([]);
    expect(oldWordsIn('The file is put\n  in force.')).to.have.length(1);
    expect(
      oldWordsIn('It is reinforced, as recommended; amend it. The footbridge is new, and goes online.'),
    ).to.deep.equal([]);
  });

  it('would be caught leading to nothing', () => {
    expect(objection('README.md', 'docs/nowhere.md')).to.include('leads to nothing');
    expect(objection('README.md', '../elsewhere.md')).to.include('out of the repository');
    expect(objection('README.md', '#no-such-heading')).to.include('no heading');
    expect(objection('docs/index.md', '../README.md#set-up-a-real-bot')).to.equal(null);
  });

  it('are all reachable from the README', () => {
    const reached = new Set(['README.md']);
    for (const document of reached) {
      for (const target of targetsOf(document)) {
        const file = relative(projectRoot, resolve(projectRoot, dirname(document), target.replace(/#.*/, '')));
        if (documents.includes(file)) reached.add(file);
      }
    }
    expect([...reached]).to.have.members(documents);
  });

  it('name scripts that exist, and the two commands that need nothing else', () => {
    const manifest = readFileSync(join(projectRoot, 'package.json'), 'utf8');
    const { scripts } = JSON.parse(manifest) as { scripts: Record<string, string> };
    const named = documents.flatMap((document) =>
      [...readFileSync(join(projectRoot, document), 'utf8').matchAll(/\bnpm (?:run ([a-z:-]+)|(start|test)\b)/g)].map(
        ([, script, short]) => script ?? short,
      ),
    );
    expect(named).to.include.members(['demo', 'test']);
    expect(Object.keys(scripts)).to.include.members(named);
  });
});
