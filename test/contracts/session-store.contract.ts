import { expect } from 'chai';
import type { SessionStore } from '../../src/application/ports/store/session-store.js';
import type { ResumeToken } from '../../src/domain/run/resume-token.js';

export interface SessionBookBench {
  readonly sessions: SessionStore;
  reopened(): Promise<SessionStore>;
}

function token(engine: string, value: string, directory: string | null = '/p'): ResumeToken {
  return { engine, value, directory };
}

/** What every session book promises. */
export function describeSessionBook(name: string, make: () => Promise<SessionBookBench>): void {
  describe(`${name} as a session book`, () => {
    let bench: SessionBookBench;
    let sessions: SessionStore;

    beforeEach(async () => {
      bench = await make();
      sessions = bench.sessions;
    });

    it('keeps one token for each key and engine, the latest', async () => {
      await sessions.keep('1', token('claude', 'a'));
      await sessions.keep('1', token('codex', 'c', null));
      await sessions.keep('2', token('claude', 'other'));
      await sessions.keep('1', token('claude', 'b', '/q'));
      expect(await sessions.find('1', 'claude')).to.deep.equal(token('claude', 'b', '/q'));
      expect(await sessions.list('1')).to.deep.equal([token('claude', 'b', '/q'), token('codex', 'c', null)]);
      expect(await sessions.find('2', 'codex')).to.equal(null);
      expect(await sessions.list('nobody')).to.deep.equal([]);
    });

    it('forgets a token only if it is still the one', async () => {
      await sessions.keep('1', token('claude', 'new'));
      await sessions.forget('1', token('claude', 'old'));
      await sessions.forget('2', token('claude', 'new'));
      expect(await sessions.find('1', 'claude')).to.deep.equal(token('claude', 'new'));
      await sessions.forget('1', token('claude', 'new', null));
      expect(await sessions.find('1', 'claude')).to.equal(null);
    });

    it('moves along with a group that has another id, and keeps what is there', async () => {
      await sessions.keep('chat:-5:user:7', token('claude', 'a'));
      await sessions.keep('chat:-5:topic:3:user:7', token('claude', 'b'));
      await sessions.keep('chat:-5:user:7', token('codex', 'c'));
      await sessions.keep('chat:-105:user:7', token('codex', 'there'));
      await sessions.keep('chat:-55:user:7', token('claude', 'other'));
      for (let twice = 0; twice < 2; twice++) await sessions.moved({ from: -5, to: -105 });
      sessions = await bench.reopened();
      expect((await sessions.list('chat:-105:user:7')).map(({ value }) => value)).to.deep.equal(['a', 'there']);
      expect((await sessions.list('chat:-105:topic:3:user:7')).map(({ value }) => value)).to.deep.equal(['b']);
      expect(await sessions.list('chat:-5:user:7')).to.deep.equal([]);
      expect(await sessions.list('chat:-55:user:7')).to.have.length(1);
    });

    it('clears a key and counts', async () => {
      await sessions.keep('1', token('claude', 'a'));
      await sessions.keep('1', token('codex', 'b'));
      await sessions.keep('2', token('codex', 'b'));
      expect(await sessions.clear('1')).to.equal(2);
      expect(await sessions.clear('1')).to.equal(0);
      expect(await sessions.list('2')).to.have.length(1);
    });

    it('remembers over a restart', async () => {
      await sessions.keep('1', token('claude', 'a'));
      const restarted = await bench.reopened();
      expect(await restarted.find('1', 'claude')).to.deep.equal(token('claude', 'a'));
    });
  });
}
