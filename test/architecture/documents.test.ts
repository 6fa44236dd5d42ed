import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect } from 'chai';
import { marked, type Token } from 'marked';
import { guideSteps } from '../support/guide.js';
import { codeObjection } from './named-code.js';
import { oldWordsIn } from './plain-words.js';
import { projectRoot } from './project-root.js';

const documents = [
  ...readdirSync(projectRoot).filter((path) => path.endsWith('.md')),
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

/** Where the links and pictures of a document lead, without those to other sites; pictures may be written in HTML. */
function targetsOf(document: string): readonly string[] {
  return tokensOf(document)
    .flatMap((token) => {
      if ('href' in token && typeof token.href === 'string') return [token.href];
      if (token.type !== 'html') return [];
      return [...token.raw.matchAll(/\bsrc(?:set)?="([^"]+)"/g)].map(([, href = '']) => href);
    })
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

/** What stands in a document as code in its text: names, paths, words to type. */
function codeSpansOf(document: string): readonly string[] {
  return tokensOf(document).flatMap((token) =>
    token.type === 'codespan' && 'text' in token ? [String(token.text)] : [],
  );
}

function scripts(): readonly string[] {
  const manifest = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as { scripts: object };
  return Object.keys(manifest.scripts);
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

  // What has changed once keeps the names that it had then.
  for (const document of documents.filter((path) => path !== 'CHANGELOG.md')) {
    it(`name code that exists: ${document}`, () => {
      const text = readFileSync(join(projectRoot, document), 'utf8');
      const made = guideSteps(text).flatMap((step) => (step.kind === 'create' ? [step.path] : []));
      const objections = codeSpansOf(document)
        .filter((named) => !made.includes(named))
        .map(codeObjection);
      expect(objections.filter((found) => found !== null)).to.deep.equal([]);
    });
  }

  it('would be caught naming code that is gone', () => {
    expect(codeObjection('src/domain/run/run-event.ts')).to.equal(null);
    expect(codeObjection('src/domain/run/run-events.ts')).to.equal('src/domain/run/run-events.ts is not there');
    expect(codeObjection('src/adapters/<technology>')).to.equal(null);
    expect(codeObjection('src/adaptors/<technology>')).to.equal('src/adaptors is not there');
    expect(codeObjection('test/architecture/')).to.equal(null);
    expect(codeObjection('run-state.ts')).to.equal(null);
    expect(codeObjection('run-states.ts')).to.equal('no file is called run-states.ts');
    expect(codeObjection('RunEvent')).to.equal(null);
    expect(codeObjection('EngineOrder.person')).to.equal(null);
    expect(codeObjection('EngineOrder.persona')).to.equal('the code has no persona');
    expect(codeObjection('RunEventBook')).to.equal('the code has no RunEventBook');
    for (const word of ['Bash', 'npm test', 'untether.toml', 'src', '/config', 'sourceRoot is', 'CLAUDE.md']) {
      expect(codeObjection(word), word).to.equal(null);
    }
  });

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
    const named = documents.flatMap((document) =>
      [...readFileSync(join(projectRoot, document), 'utf8').matchAll(/\bnpm (?:run ([a-z:-]+)|(start|test)\b)/g)].map(
        ([, script, short]) => script ?? short,
      ),
    );
    expect(named).to.include.members(['demo', 'test']);
    expect(scripts()).to.include.members(named);
  });

  it('say of each script what it does', () => {
    const page = readFileSync(join(projectRoot, 'CONTRIBUTING.md'), 'utf8');
    const rows = [...page.matchAll(/^\| `npm (?:run )?([a-z:-]+)` +\| [^|]+\|$/gm)].map(([, script]) => script);
    expect(rows).to.have.members(scripts());
  });
});
