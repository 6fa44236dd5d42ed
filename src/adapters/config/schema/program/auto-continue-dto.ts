import { Key, TakesEffect } from '../keys/key.js';
import { flag } from '../kinds/flag.js';
import { decimal, integer } from '../kinds/number.js';
import { raised, turnedOn } from '../verdicts/verdicts.js';

/** `[auto_continue]`. */
@TakesEffect('next-run')
export class AutoContinueDto {
  @Key(
    flag(),
    'Continue by itself a run that ended after the result of a tool without an answer, and send again what a conversation did not answer.',
    { widens: turnedOn },
  )
  enabled = true;

  @Key(integer({ min: 0, max: 3 }), 'How often a run that ended without an answer is continued.', { widens: raised })
  max_retries = 1;

  @Key(flag(), 'Send the prompt once more when a resumed conversation answers nothing.', { widens: 'never' })
  resend_empty_resume = true;

  @Key(flag(), 'Start a new conversation when it answers nothing again.', { widens: 'never' })
  empty_resume_fresh = true;

  @Key(flag(), 'Do not resume a conversation whose process had to be killed.', { widens: 'never' })
  quarantine_on_forced_teardown = true;

  @Key(flag(), 'Wait until the previous process of a conversation is gone before it is resumed.', { widens: 'never' })
  serialize_session_owner = true;

  @Key(decimal({ min: 0, max: 300 }), 'Seconds to wait for that process.', { widens: 'never' })
  session_handoff_timeout_s = 30;

  @Key(decimal({ min: 0, max: 1800 }), 'Seconds to wait for it while it does work in the background.', {
    widens: 'never',
  })
  session_handoff_bg_timeout_s = 600;
}
