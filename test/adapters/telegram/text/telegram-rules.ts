import { expect } from 'chai';
import type { FormattedText } from '../../../../src/adapters/telegram/text/formatted-text.js';
import type { TextEntity } from '../../../../src/adapters/telegram/text/text-entity.js';

const STYLES: ReadonlySet<string> = new Set(['bold', 'italic', 'strikethrough', 'underline']);
const QUOTES: ReadonlySet<string> = new Set(['blockquote', 'expandable_blockquote']);

/** Fails unless the entities are ones that Telegram takes: inside the text, sorted, and nested by its rules. */
export function expectValidEntities(body: FormattedText): void {
  expect(body.text.isWellFormed(), 'surrogate pairs are whole').to.equal(true);
  const open: TextEntity[] = [];
  let before: TextEntity | null = null;
  for (const entity of body.entities) {
    const covered = body.text.slice(entity.offset, entity.offset + entity.length);
    expect(entity.offset, 'offset').to.be.at.least(0);
    expect(entity.length, 'length').to.be.at.least(1);
    expect(covered.length, 'inside the text').to.equal(entity.length);
    expect(covered.isWellFormed(), 'no half of a pair at a border').to.equal(true);
    expect(covered, 'no white space at the end').to.equal(covered.trimEnd());
    if (before !== null) expect(entity.offset, 'sorted').to.be.at.least(before.offset);
    while (open.length > 0 && endOf(open.at(-1)) <= entity.offset) open.pop();
    for (const outer of open) expectNestable(outer, entity);
    open.push(entity);
    before = entity;
  }
}

/** Fails unless Telegram takes it as one message. */
export function expectSendable(body: FormattedText): void {
  expectValidEntities(body);
  expect(body.text.trim(), 'not empty').to.not.equal('');
  expect(body.text.length, 'units').to.be.at.most(4_096);
  expect(body.entities.length, 'entities').to.be.at.most(100);
}

/** The texts that the entities of a type cover. */
export function covered(body: FormattedText, type: TextEntity['type']): string[] {
  return body.entities
    .filter((entity) => entity.type === type)
    .map((entity) => body.text.slice(entity.offset, entity.offset + entity.length));
}

function expectNestable(outer: TextEntity, inner: TextEntity): void {
  const pair = `${inner.type} in ${outer.type}`;
  expect(endOf(inner), `${pair} does not cross`).to.be.at.most(endOf(outer));
  expect(inner.type, pair).to.not.equal(outer.type);
  expect(outer.type, pair).to.not.be.oneOf(['code', 'pre']);
  if (inner.type === 'code' || inner.type === 'pre') expect(QUOTES.has(outer.type), pair).to.equal(true);
  if (QUOTES.has(inner.type)) expect(STYLES.has(outer.type), pair).to.equal(true);
}

function endOf(entity: TextEntity | undefined): number {
  return entity === undefined ? 0 : entity.offset + entity.length;
}
