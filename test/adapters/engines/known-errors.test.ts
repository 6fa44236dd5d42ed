import { expect } from 'chai';
import { ENGINES } from '../../../src/adapters/engines/engines.js';
import { engineHint } from '../../../src/application/wording/run/engine-hint.js';
import { withHint } from '../../../src/domain/engine/known-error.js';
import { completedOf, ScriptedWorld } from './scripted-world.js';

function hintOf(id: string, message: string): string | null {
  const found = ENGINES.find(({ manifest }) => manifest.id === id);
  return engineHint(withHint({ kind: 'other', message }, found?.manifest.knownErrors ?? []));
}

describe('what an engine writes when it fails', () => {
  it('has the hint of its manifest', () => {
    expect(hintOf('codex', 'Your access token could not be refreshed')).to.include('`/auth codex`');
    expect(hintOf('codex', 'Please log out and sign in again')).to.include('`/auth codex`');
    expect(hintOf('amp', 'Run amp login first')).to.include('`amp login`');
    expect(hintOf('amp', 'This does require paid credits')).to.include('`amp login`');
    for (const { manifest } of ENGINES) {
      expect(hintOf(manifest.id, 'Missing OPENAI_API_KEY in env'), manifest.id).to.include('API key');
    }
  });

  it('has not that of another', () => {
    expect(hintOf('claude', 'Run amp login first')).to.equal(null);
    expect(hintOf('opencode', 'Please log out and sign in again')).to.equal(null);
  });

  it('reaches whoever asked for the run, in its result as well as where it ends without one', async () => {
    const world = await ScriptedWorld.open();
    try {
      const words = 'Missing ANTHROPIC_API_KEY in env';
      for (const script of [
        `[[error:other ${words}]]`,
        `[[stderr:${words}]] [[exit:1]]`,
        `[[early]] [[stderr:${words}]] [[exit:1]]`,
      ]) {
        const { problem } = completedOf(await world.play(script));
        expect(problem?.hint, script).to.include('API key');
      }
    } finally {
      await world.close();
    }
  });
});
