import { hostname } from 'node:os';
import { addedGreeting } from '../../application/wording/onboarding/first-message-text.js';
import { personAddedText } from '../../application/wording/onboarding/pairing-text.js';
import { configEdits, sayProblem } from '../cli/config-desk.js';
import type { Launch } from '../cli/launch.js';
import { pairByCode } from './code-desk.js';

const KEY = 'transports.telegram.allowed_user_ids';

/** `untether pair`: adds who sends the code to those who may steer; 0 if they are, else 1. */
export async function pair(launch: Launch): Promise<number> {
  const done = await pairByCode(launch, { where: 'private', greeting: addedGreeting(hostname()) });
  if (!done.ok) return done.problem;
  const { paired, config } = done.value;
  const all = [...new Set([...config.telegram.allowedUserIds, paired.user])];
  const applied = await configEdits(launch).apply([{ key: KEY, value: `[${all.join(', ')}]` }]);
  if (!applied.ok) {
    sayProblem(applied.problem);
    return 1;
  }
  console.log(personAddedText(paired.name, paired.user, all.length));
  return 0;
}
