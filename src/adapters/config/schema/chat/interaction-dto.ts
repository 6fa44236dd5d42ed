import { Key, TakesEffect } from '../keys/key.js';
import { integer } from '../kinds/number.js';
import { choice } from '../kinds/text.js';

/** `[interaction]`. */
@TakesEffect('next-run')
export class InteractionDto {
  @Key(
    integer({ min: 0 }),
    'Seconds that an agent waits for an answer; then it gets a no, with the reason, and continues. 0: for ever.',
    { widens: 'never' },
  )
  deadline_s = 3600;

  @Key(integer({ min: 0 }), 'Seconds after which an unanswered request is brought to mind once. 0: never.', {
    widens: 'never',
  })
  reminder_s = 600;

  @Key(
    choice('queue', 'hand_over'),
    'What a message does during a run of the same conversation: wait for its turn, or be handed to the run.',
    { widens: 'never' },
  )
  steering: 'queue' | 'hand_over' = 'queue';
}
