import { DatabaseSync } from 'node:sqlite';
import { expect } from 'chai';
import { MIGRATIONS, migrate, schemaVersion } from '../../../src/adapters/store/database/schema.js';

describe('the tables', () => {
  it('come from an empty file in as many steps as there are, once', () => {
    using db = new DatabaseSync(':memory:');
    migrate(db);
    migrate(db);
    expect(schemaVersion(db)).to.equal(MIGRATIONS.length);
  });

  it('go forward from any earlier version and keep what is in them', () => {
    using db = new DatabaseSync(':memory:');
    const steps = ['CREATE TABLE a (x)', 'ALTER TABLE a ADD COLUMN y DEFAULT 7', 'CREATE TABLE b (z)'];
    migrate(db, steps.slice(0, 1));
    db.exec('INSERT INTO a VALUES (1)');
    migrate(db, steps);
    expect({ ...db.prepare('SELECT x, y FROM a').get() }).to.deep.equal({ x: 1, y: 7 });
    expect(schemaVersion(db)).to.equal(3);
  });

  it('stay at the last good step when one fails', () => {
    using db = new DatabaseSync(':memory:');
    const bad = ['CREATE TABLE a (x)', 'CREATE TABLE b (x); CREATE TABLE a (x)'];
    expect(() => migrate(db, bad)).to.throw(/already exists/);
    db.exec('ROLLBACK');
    expect(schemaVersion(db)).to.equal(1);
    expect(() => db.prepare('SELECT * FROM b')).to.throw(/no such table/);
  });
});
