import { isLatest, type ResumeToken } from '../../../domain/run/resume-token.js';
import type { Retry } from '../../../domain/run/retry-policy.js';

/** That a run goes on by itself, and why; `resumed` is what it had gone on with. Markdown. */
export function retryNotice(retry: Retry, resumed: ResumeToken | null): string {
  switch (retry.kind) {
    case 'resend':
      return '🔁 The conversation answered nothing, so the message is sent to it once more.';
    case 'fresh':
      return `🆕 ${whyFresh(retry.why, resumed)}, so this run starts a new one without the old context.`;
    case 'continue':
      return `🔁 ${CAUSES[retry.why]}; it continues by itself.`;
  }
}

function whyFresh(why: Extract<Retry, { kind: 'fresh' }>['why'], resumed: ResumeToken | null): string {
  if (why === 'empty') return 'The conversation keeps answering nothing';
  return resumed !== null && isLatest(resumed)
    ? 'There is no earlier conversation in this directory'
    : 'That conversation is gone on the engine’s side';
}

const CAUSES: Readonly<Record<Extract<Retry, { kind: 'continue' }>['why'], string>> = {
  'after-result': 'The run ended after the result of a tool, without an answer',
  'stream-idle': 'The model’s answer broke off in the middle of the run',
  stuck: 'The engine of this run was stuck after the result of a tool and was ended',
};
