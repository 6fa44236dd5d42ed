import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { JsonPythonState } from '../../../src/adapters/python-state/json-python-state.js';
import type { EarlierFindings } from '../../../src/application/ports/config/python-state.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';

const NAMES = [
  'telegram_chat_sessions_state.json',
  'telegram_chat_prefs_state.json',
  'telegram_topics_state.json',
  'run_once_fired.json',
  'triggers_history.json',
  'last_update_id.json',
  'active_progress.json',
];

describe('the files of an earlier program', () => {
  let clean: AsyncDisposableStack;
  let directory: string;

  beforeEach(async () => {
    clean = new AsyncDisposableStack();
    directory = clean.use(await temporaryDirectory()).path;
  });

  afterEach(() => clean.disposeAsync());

  async function read(files: Readonly<Record<string, unknown>>): Promise<EarlierFindings | null> {
    for (const [name, content] of Object.entries(files)) {
      await writeFile(join(directory, name), typeof content === 'string' ? content : JSON.stringify(content));
    }
    return new JsonPythonState(directory).read();
  }

  it('are each told as damaged when they are, and the others are taken all the same', async () => {
    for (const broken of ['', '{', 'null', '[]', '"text"', '{"version": 1', '{"version":1,"chats":[]}']) {
      const found = await read({
        ...Object.fromEntries(NAMES.map((name) => [name, broken])),
        'last_update_id.json': '{"last_update_id":5}',
      });
      const others = NAMES.filter(
        (name) => name !== 'last_update_id.json' && !(name === 'active_progress.json' && broken.endsWith(']}')),
      );
      expect(found?.troubles.map(({ file }) => file).toSorted(), broken).to.include.members(others.toSorted());
      expect(
        found?.troubles.every(({ kind }) => kind === 'malformed' || kind === 'version'),
        broken,
      ).to.equal(true);
      expect(found?.lastUpdateId).to.equal(5);
    }
  });

  it('are left alone when they are of another version', async () => {
    const found = await read({
      'telegram_chat_sessions_state.json': {
        version: 2,
        chats: { '7:chat': { sessions: { claude: { resume: 'x' } } } },
      },
      'telegram_chat_prefs_state.json': { chats: {} },
      'telegram_topics_state.json': { version: '1', threads: {} },
      'triggers_history.json': { version: 0, triggers: { a: 1 } },
    });
    expect(found?.troubles.map(({ kind }) => kind)).to.deep.equal(['version', 'version', 'version', 'version']);
    expect(found?.sessions).to.deep.equal([]);
    expect([...(found?.lastFired ?? [])]).to.deep.equal([]);
  });

  it('lose only the entries that are not what they should be', async () => {
    const session = { sessions: { Claude: { resume: ' ok ' }, codex: { resume: '' }, pi: { resume: 3 }, amp: null } };
    const found = await read({
      'telegram_chat_sessions_state.json': {
        version: 1,
        cwd: 4,
        chats: { '7:chat': session, 'x:chat': session, '7': session, '7:8:9': session, '-5:8': { sessions: [] } },
      },
      'telegram_chat_prefs_state.json': {
        version: 1,
        chats: {
          '7': { default_engine: 'CODEX', context_branch: 'alone' },
          seven: { default_engine: 'pi' },
          '8': null,
          '9': {},
        },
      },
      'run_once_fired.json': { fired: { good: '2026-01-01T00:00:00Z', bad: 5 } },
      'triggers_history.json': { version: 1, triggers: { good: 1.5, text: '1', past: -1, far: 1e300 } },
      'active_progress.json': {
        a: { chat_id: -5, message_id: 9 },
        b: { chat_id: '5', message_id: 9 },
        c: { chat_id: 5, message_id: 0 },
        d: [],
      },
    });
    expect(found?.troubles).to.deep.equal([]);
    expect(found?.directory).to.equal(null);
    expect(found?.sessions.map(({ engine, value }) => [engine, value])).to.deep.equal([['claude', 'ok']]);
    expect(found?.choices).to.have.length(1);
    expect(found?.choices[0]).to.include({ chatId: 7, engine: 'codex', project: null });
    expect(found?.firedOnce).to.deep.equal(['good']);
    expect([...(found?.lastFired ?? [])]).to.deep.equal([['good', 1_500]]);
    expect(found?.openMessages).to.deep.equal([{ chatId: -5, messageId: 9 }]);
  });

  it('are told when they can’t be read', async () => {
    await mkdir(join(directory, 'last_update_id.json'));
    expect((await read({}))?.troubles).to.deep.equal([{ file: 'last_update_id.json', kind: 'unreadable' }]);
  });

  it('for which there is no place are named, but only beside others', async () => {
    expect(await read({ 'stats.json': '{}', 'active_loops.json': '?' })).to.equal(null);
    const found = await read({ 'active_progress.json': '{}' });
    expect(found?.unused).to.deep.equal(['stats.json', 'active_loops.json']);
  });

  it('never break the reading, whatever is in them, and stay as they are', async () => {
    const content = fc.oneof(fc.json({ maxDepth: 4 }), fc.string());
    await fc.assert(
      fc.asyncProperty(fc.array(content, { minLength: NAMES.length, maxLength: NAMES.length }), async (contents) => {
        await read(Object.fromEntries(NAMES.map((name, index) => [name, contents[index] ?? ''])));
        for (const [index, name] of NAMES.entries()) {
          expect(await readFile(join(directory, name), 'utf8')).to.equal(contents[index]);
        }
        expect((await readdir(directory)).toSorted()).to.deep.equal(NAMES.toSorted());
      }),
      { numRuns: 50 },
    );
  });
});
