import { Key, TakesEffect } from '../keys/key.js';
import { listOf } from '../kinds/collection.js';
import { flag } from '../kinds/flag.js';
import { addressRange } from '../kinds/network.js';
import { text } from '../kinds/text.js';
import { variableName } from '../kinds/variable-name.js';
import { rangesAdded } from '../verdicts/network-verdicts.js';
import { rootsAdded } from '../verdicts/table-verdicts.js';
import { added, turnedOff } from '../verdicts/verdicts.js';

/** `[security]`. */
@TakesEffect('next-run')
export class SecurityDto {
  @Key(flag(), 'Warn when an engine sees variables that it was not given.', { widens: turnedOff })
  env_audit = true;

  @Key(
    listOf(variableName()),
    'Further environment variables that engines get; one that holds a secret of the configuration never passes.',
    { widens: added },
  )
  env_extra_allow: readonly string[] = [];

  @Key(listOf(variableName()), 'Engines also get every variable whose name begins with one of these.', {
    widens: added,
  })
  env_extra_prefix_allow: readonly string[] = [];

  @Key(listOf(addressRange()), 'Private addresses that `http_forward` and `fetch` may reach.', {
    live: 'at-once',
    widens: rangesAdded,
  })
  outbound_allow: readonly string[] = [];

  @Key(listOf(text('path')), 'Directories in which `file_write`, uploads and `file_read` may work.', {
    defaultText: 'the projects and `uploads` in the state directory',
    live: 'at-once',
    widens: rootsAdded,
  })
  file_roots: readonly string[] | null = null;
}
