import { isLatest, type ResumeToken } from '../../../domain/run/resume-token.js';
import type { Retry } from '../../../domain/run/retry-policy.js';

/** That a run goes on by itself, and why; `resumed` is what it had gone on with. Markdown. */
export function retryNotice(retry: Retry, resumed: ResumeToken | null): string {
  switch (retry.kind) {
    case 'resend':
      return '🔁 The agent answered nothing, so your message is sent again.';
    case 'fresh':
      return `🆕 ${whyFresh(retry.why, resumed)}, so this run starts a new one without the old context.`;
    case 'continue':
      return `🔁 ${CAUSES[retry.why]}; it continues by itself.`;
  }
}

function whyFresh(why: Extract<Retry, { kind: 'fresh' }>['why'], resumed: ResumeToken | null): string {
  if (why === 'empty') return 'The agent keeps answering nothing';
  return resumed !== null && isLatest(resumed)
    ? 'There is no earlier conversation in this directory'
    : 'The agent no longer has that conversation';
}

const CAUSES: Readonly<Record<Extract<Retry, { kind: 'continue' }>['why'], string>> = {
  'after-result': 'The agent stopped after a tool’s result, without an answer',
  'stream-idle': 'The model’s answer broke off',
  stuck: 'The agent was stuck after a tool’s result and was stopped',
};
