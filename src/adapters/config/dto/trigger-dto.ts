import { flag } from '../kinds/flag.js';
import { strictInteger } from '../kinds/number.js';
import { choice, text } from '../kinds/text.js';
import { Key, RequiredKey } from './key.js';

/** What webhooks and crons have in common. */
export class TriggerDto {
  @RequiredKey(text(), 'The name of the entry; no two of a kind have the same.')
  id!: string;

  @Key(flag(), 'Switches the entry off without deleting it.')
  enabled = true;

  @Key(text(), 'The project to work in.', { defaultText: 'that of the chat' })
  project: string | null = null;

  @Key(text(), 'The engine to run.', { defaultText: 'that of the chat' })
  engine: string | null = null;

  @Key(strictInteger(), 'The chat to report to; 0 counts as unset.', {
    defaultText: "the project's, else the owner chat",
  })
  chat_id: number | null = null;

  @Key(strictInteger({ min: 1 }), 'The forum topic to report to.')
  thread_id: number | null = null;

  @Key(choice('fresh', 'chat'), 'Start a new conversation, or go on with that of the chat.')
  session: 'fresh' | 'chat' = 'fresh';

  @Key(text(), 'The permission mode of the runs.', { defaultText: "the engine's" })
  permission_mode: string | null = null;

  @Key(strictInteger({ min: 0 }), 'Runs allowed in an hour; 0 for any number.')
  max_runs_per_hour = 0;
}
