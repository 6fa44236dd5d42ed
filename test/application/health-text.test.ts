import { expect } from 'chai';
import { statusLines } from '../../src/adapters/control/control-text.js';
import type { HealthReport } from '../../src/application/values/health-report.js';
import { healthText } from '../../src/application/wording/commands/health-text.js';
import { ISSUE_TEXTS, LIVENESS_WORDS } from '../../src/application/wording/health/health-words.js';
import { hearing, vitalSigns } from '../support/builders/health-report.js';

const NOW = Date.parse('2026-11-23T12:00:00Z');

/** What /health and `untether status` say of it. */
function said(report: HealthReport): readonly string[] {
  const inChat = healthText(report, { memory: null, own: null }, NOW);
  return [inChat, statusLines({ pid: 1, version: '1', signs: report, at: NOW }).join('\n')];
}

describe('how Untether is, in words', () => {
  it('names no state and no issue as programs do', () => {
    const all = vitalSigns({
      hearing: hearing({
        up: false,
        quietMs: 100_000,
        failures: 3,
        trouble: 'reset',
        conflicts: 1,
        sinceConflictMs: 1,
      }),
      listener: { state: 'down', trouble: 'in use' },
      reloadRejected: true,
      oldestUndeliveredMs: 400_000,
      backlog: null,
    });
    const troubled = vitalSigns({ hearing: hearing({ failures: 3, trouble: 'reset' }) });
    for (const report of [all, troubled, vitalSigns({}), vitalSigns({ paused: true })]) {
      for (const text of said(report)) {
        expect(text)
          .to.include(LIVENESS_WORDS[report.status])
          .and.not.to.match(/degraded|deaf/i);
        for (const issue of report.issues) if (issue.includes('-')) expect(text).not.to.include(issue);
      }
      expect(said(report)[1]?.match(/^ {2}- /gm) ?? []).to.have.length(report.issues.length);
    }
    expect([...all.issues, ...troubled.issues]).to.include.members(Object.keys(ISSUE_TEXTS));
  });

  it('says what to do about each issue', () => {
    const [inChat = '', inTerminal] = said(vitalSigns({ reloadRejected: true }));
    expect(inChat.replaceAll('\\', '').split('  \n').slice(0, 2)).to.deep.equal([
      '🟡 **Works, but needs attention**',
      '⚠️ untether.toml has an error and was not applied; the previous settings stay in use. Fix it: untether config check shows the line.',
    ]);
    expect(inTerminal).to.include('  - untether.toml has an error and was not applied');
    for (const text of Object.values(ISSUE_TEXTS)) expect(text).to.match(/Check|Stop|Fix/);
  });
});
