import { Key, TakesEffect } from '../keys/key.js';
import { decimal, integer } from '../kinds/number.js';
import { choice } from '../kinds/text.js';

/** `[progress]`. */
@TakesEffect('next-run')
export class ProgressDto {
  @Key(choice('compact', 'verbose'), 'Whether progress messages show a second line of detail for each step.', {
    widens: 'never',
  })
  verbosity: 'compact' | 'verbose' = 'compact';

  @Key(
    integer({ min: 0, max: 50 }),
    'How many steps a progress message shows: all that are open, then the latest that ended.',
    { widens: 'never' },
  )
  max_actions = 5;

  @Key(decimal({ min: 0, max: 30 }), 'Seconds between two edits of one progress message.', { widens: 'never' })
  min_render_interval = 2;

  @Key(decimal({ above: 0, max: 10 }), 'Messages a second that go to one group chat.', {
    defaultText: '20/60',
    live: 'retune',
    widens: 'never',
  })
  group_chat_rps = 20 / 60;

  @Key(decimal({ min: 5, max: 120 }), 'Seconds after which a silent run shows that it still works.', {
    widens: 'never',
  })
  heartbeat_interval = 30;
}
