import { expect } from 'chai';
import type { EarlierFindings, PythonState } from '../../src/application/ports/config/python-state.js';
import { earlierFindings } from '../support/builders/earlier-findings.js';

/** What every earlier state promises; `leave` makes one in which the findings (`null`: nothing) were left. */
export function describeEarlierState(
  name: string,
  leave: (findings: EarlierFindings | null) => Promise<PythonState>,
): void {
  describe(`${name} as an earlier state`, () => {
    it('is nothing where nobody was before', async () => {
      expect(await (await leave(null)).read()).to.equal(null);
    });

    it('is what was left, as often as it is read', async () => {
      const findings = earlierFindings({
        directory: '/work',
        sessions: [
          { chatId: 7, threadId: null, senderId: null, engine: 'claude', value: 'one' },
          { chatId: -100, threadId: null, senderId: 8, engine: 'codex', value: 'two' },
          { chatId: -100, threadId: 5, senderId: null, engine: 'claude', value: 'three' },
        ],
        choices: [
          {
            chatId: 7,
            threadId: null,
            engine: 'codex',
            project: 'app',
            branch: 'main',
            models: { codex: 'o5' },
            efforts: { codex: 'high' },
            permissionModes: { claude: 'plan' },
            loops: true,
            others: ['trigger_mode', 'codex.ask_questions'],
          },
          {
            chatId: -100,
            threadId: 5,
            engine: null,
            project: 'app',
            branch: null,
            models: {},
            efforts: {},
            permissionModes: {},
            loops: null,
            others: [],
          },
        ],
        firedOnce: ['once'],
        lastFired: new Map([['nightly', 1_795_435_200_500]]),
        lastUpdateId: 42,
        openMessages: [{ chatId: 7, messageId: 11 }],
      });
      const state = await leave(findings);
      expect(await state.read()).to.deep.equal(findings);
      expect(await state.read()).to.deep.equal(findings);
    });
  });
}
