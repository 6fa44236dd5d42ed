import { Key, RequiredKey, TakesEffect } from '../keys/key.js';
import { strictInteger } from '../kinds/number.js';
import { text } from '../kinds/text.js';
import { engineWidened } from '../verdicts/table-verdicts.js';
import { changed, changedUnlessUnset } from '../verdicts/verdicts.js';

/** `[projects.<alias>]`. */
@TakesEffect('next-run')
export class ProjectDto {
  @RequiredKey(text('path'), 'The directory in which agents work; relative to the configuration file.', {
    widens: changed,
  })
  path!: string;

  @Key(text('path'), 'Where branches are checked out; relative to `path`.', { widens: changed })
  worktrees_dir = '.worktrees';

  @Key(text(), 'The engine for messages that name none.', { defaultText: 'the general default', widens: engineWidened })
  default_engine: string | null = null;

  @Key(text(), 'The branch from which new branches start.', {
    defaultText: 'what the repository says',
    widens: 'never',
  })
  worktree_base: string | null = null;

  @Key(strictInteger(), 'The chat that belongs to the project.', { live: 'at-once', widens: changedUnlessUnset })
  chat_id: number | null = null;
}
