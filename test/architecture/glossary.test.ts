import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { projectRoot } from './project-root.js';

const GLOSSARY = 'docs/explanation/glossary.md';

interface Entry {
  readonly section: string;
  readonly term: string;
  readonly meaning: string;
  /** The name in the code that the term is about. */
  readonly name: string;
  /** Where that name is exported, seen from the page. */
  readonly target: string;
}

function entriesOf(page: string): readonly Entry[] {
  return page
    .split(/^## /m)
    .slice(1)
    .flatMap((section) =>
      [...section.matchAll(/^\| (.+?) +\| (.+?) +\| \[`(\w+)`\]\((\S+)\) +\|$/gm)].map(
        ([, term = '', meaning = '', name = '', target = '']) => ({
          section: section.slice(0, section.indexOf('\n')),
          term,
          meaning,
          name,
          target,
        }),
      ),
    );
}

/** What is wrong with an entry, or `null`. */
function objection({ term, meaning, name, target }: Entry): string | null {
  const file = join(projectRoot, dirname(GLOSSARY), target);
  if (!existsSync(file)) return `${term}: ${target} is gone`;
  const exported = new RegExp(`^export (?:abstract )?(?:class|interface|type|function|const) ${name}\\b`, 'm');
  if (!exported.test(readFileSync(file, 'utf8'))) return `${term}: ${target} exports no ${name}`;
  return /^[A-Z].*\.$/.test(meaning) ? null : `${term}: “${meaning}” is no sentence`;
}

describe('the glossary', () => {
  const page = readFileSync(join(projectRoot, GLOSSARY), 'utf8');
  const entries = entriesOf(page);

  it('says of each term where it lives today', () => {
    expect(entries).to.have.length.greaterThan(80);
    expect(entries.map(objection).filter((found) => found !== null)).to.deep.equal([]);
  });

  it('is read to the last line', () => {
    const rows = page.split('\n').filter((line) => line.startsWith('| ') && !/^\| (term|verb|-)/.test(line));
    expect(rows).to.have.length(entries.length);
  });

  it('has each term once, and those of a section in order', () => {
    const terms = entries.map(({ term }) => term);
    expect(new Set(terms).size).to.equal(terms.length);
    for (const section of new Set(entries.map((entry) => entry.section))) {
      const here = entries.filter((entry) => entry.section === section).map(({ term }) => term);
      expect(here).to.deep.equal([...here].sort((one, other) => one.localeCompare(other, 'en')));
    }
  });

  it('would be caught naming what is gone', () => {
    const [, first = ''] = /^(\| accept .*)$/m.exec(page) ?? [];
    const [entry] = entriesOf(`## Work\n${first}\n`);
    if (entry === undefined) throw new Error('no entry was read');
    expect(objection(entry)).to.equal(null);
    expect(objection({ ...entry, target: '../../src/domain/ports/no-such-file.ts' })).to.include('is gone');
    expect(objection({ ...entry, name: 'Letterbox' })).to.include('exports no Letterbox');
    expect(objection({ ...entry, meaning: 'without an end' })).to.include('no sentence');
  });
});
