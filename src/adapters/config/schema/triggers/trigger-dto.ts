import { Key, RequiredKey, TakesEffect } from '../keys/key.js';
import { textTable } from '../kinds/collection.js';
import { flag } from '../kinds/flag.js';
import { strictInteger } from '../kinds/number.js';
import { choice, text } from '../kinds/text.js';
import { triggerId } from '../kinds/trigger-id.js';
import { runsWidened, runsWidenedByEngine } from '../verdicts/table-verdicts.js';
import { changed, changedUnlessUnset, raisedOrRemoved, towards, turnedOn } from '../verdicts/verdicts.js';

/** What webhooks and crons have in common. */
@TakesEffect('at-once')
export class TriggerDto {
  @RequiredKey(triggerId(), 'The name of the entry; no two of a kind have the same.', { widens: 'never' })
  id!: string;

  @Key(flag(), 'Switches the entry off without deleting it.', { widens: turnedOn })
  enabled = true;

  @Key(text(), 'The project to work in.', { defaultText: 'that of the chat', widens: changed })
  project: string | null = null;

  @Key(text(), 'The engine to run.', { defaultText: 'that of the chat', widens: runsWidenedByEngine })
  engine: string | null = null;

  @Key(strictInteger(), 'The chat to report to; 0 counts as unset.', {
    defaultText: "the project's, else the owner chat",
    widens: changedUnlessUnset,
  })
  chat_id: number | null = null;

  @Key(strictInteger({ min: 1 }), 'The forum topic to report to.', { widens: 'never' })
  thread_id: number | null = null;

  @Key(choice('fresh', 'chat'), 'Start a new conversation, or continue that of the chat.', {
    widens: towards('fresh', 'chat'),
  })
  session: 'fresh' | 'chat' = 'fresh';

  @Key(text(), 'The permission mode of the runs.', { defaultText: "the engine's", widens: runsWidened })
  permission_mode: string | null = null;

  @Key(flag(), 'Send the files that its runs leave in their outbox.', { widens: turnedOn })
  outbox = false;

  @Key(strictInteger({ min: 0 }), 'Runs allowed in an hour; 0 for any number.', { widens: raisedOrRemoved })
  max_runs_per_hour = 0;

  @Key(choice('agent_run', 'file_write', 'http_forward', 'notify_only'), 'What it does.', { widens: changed })
  action: 'agent_run' | 'file_write' | 'http_forward' | 'notify_only' = 'agent_run';

  @Key(text('template'), 'The prompt with placeholders; for `agent_run`.', { widens: changedUnlessUnset })
  prompt_template: string | null = null;

  @Key(text('template'), 'The file that is written; needed for `file_write`.', { widens: changedUnlessUnset })
  file_path: string | null = null;

  @Key(choice('overwrite', 'append_timestamp', 'error'), 'What happens if that file exists.', {
    widens: towards('error', 'append_timestamp', 'overwrite'),
  })
  on_conflict: 'overwrite' | 'append_timestamp' | 'error' = 'overwrite';

  @Key(text('template'), 'Where what came is passed on to; needed for `http_forward`.', {
    discreet: true,
    widens: changedUnlessUnset,
  })
  forward_url: string | null = null;

  @Key(textTable(), 'Headers of the request that passes it on; the values are templates.', {
    defaultText: 'none',
    discreet: true,
    widens: changedUnlessUnset,
  })
  forward_headers: Readonly<Record<string, string>> | null = null;

  @Key(choice('POST', 'PUT', 'PATCH'), 'The method of that request.', { widens: 'never' })
  forward_method: 'POST' | 'PUT' | 'PATCH' = 'POST';

  @Key(text('template'), 'The message to the chat; needed for `notify_only`.', { widens: 'never' })
  message_template: string | null = null;

  @Key(flag(), 'Tell the chat when a file was written, or something passed on.', { widens: 'never' })
  notify_on_success = false;

  @Key(flag(), 'Tell the chat when that failed.', { widens: 'never' })
  notify_on_failure = false;
}
