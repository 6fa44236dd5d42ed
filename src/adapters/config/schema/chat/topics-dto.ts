import { Key, TakesEffect } from '../keys/key.js';
import { flag } from '../kinds/flag.js';
import { choice } from '../kinds/text.js';

/** `[transports.telegram.topics]`. */
@TakesEffect('at-once')
export class TopicsDto {
  @Key(flag(), 'Use forum topics, each with a project and branch of its own.', { widens: 'never' })
  enabled = false;

  @Key(choice('auto', 'main', 'projects', 'all'), 'The chats whose topics are used.', { widens: 'never' })
  scope: 'auto' | 'main' | 'projects' | 'all' = 'auto';
}
