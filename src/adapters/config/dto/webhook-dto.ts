import type { Secret } from '../../../domain/secret.js';
import type { WebhookAuth } from '../../../domain/trigger/trigger.js';
import { listOf, oneOrMore } from '../kinds/collection.js';
import { flag } from '../kinds/flag.js';
import { headerName, webhookPath } from '../kinds/http.js';
import { addressRange } from '../kinds/network.js';
import { strictInteger } from '../kinds/number.js';
import { choice, secretText, text } from '../kinds/text.js';
import { Key, RequiredKey } from './key.js';
import { TriggerDto } from './trigger-dto.js';

const authentication = choice(
  'bearer',
  'hmac-sha256',
  'hmac-sha1',
  'none',
  'github',
  'gitlab',
  'slack',
  'stripe',
  'standard-webhooks',
);

/** `[[triggers.webhooks]]`. */
export class WebhookDto extends TriggerDto {
  @RequiredKey(webhookPath(), 'The path that senders post to; no two webhooks have the same.')
  path!: string;

  @Key(authentication, 'How senders prove themselves.')
  auth: WebhookAuth = 'bearer';

  @Key(secretText(), 'The secret shared with the sender; one is needed unless `auth` is `none`.')
  secret: Secret | null = null;

  @Key(text('name of a variable'), 'The environment variable that holds the secret.')
  secret_env: string | null = null;

  @Key(text('path'), 'The file that holds the secret, also a name in `$CREDENTIALS_DIRECTORY`.')
  secret_file: string | null = null;

  @Key(listOf(secretText()), 'Further secrets that are accepted too, for changing a secret without a gap.')
  secrets: readonly Secret[] = [];

  @Key(strictInteger({ min: 1 }), 'Seconds by which a signed time may differ from ours.')
  tolerance_s = 300;

  @Key(headerName(), 'The header that names a delivery.', { defaultText: 'those of known senders' })
  dedup_header: string | null = null;

  @Key(
    strictInteger({ min: 0, max: 2_592_000 }),
    'Seconds for which a delivery is remembered, so that a repeat runs nothing; 0 for not at all.',
  )
  dedup_s = 86_400;

  @Key(listOf(addressRange()), 'The addresses that may post; empty for all.')
  allow_ips: readonly string[] = [];

  @Key(oneOrMore(text()), 'The only event that is taken, or a list of them, as the sender names it.', {
    defaultText: 'all',
  })
  event_filter: readonly string[] | null = null;

  @Key(flag(), 'Take files that are posted as multipart forms.')
  accept_multipart = false;

  @Key(text('template'), 'Where such files are stored.', { defaultText: '`uploads` in the state directory' })
  file_destination: string | null = null;

  @Key(strictInteger({ min: 1024, max: 104_857_600 }), 'The largest file that is taken, in bytes.')
  max_file_size_bytes = 52_428_800;
}
