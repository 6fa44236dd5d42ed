import type { Secret } from '../../../../domain/secret.js';
import type { Verification, WebhookAuth } from '../../../../domain/trigger/trigger.js';
import { Key, OptionalTable, RequiredKey } from '../keys/key.js';
import { listOf, oneOrMore } from '../kinds/collection.js';
import { flag } from '../kinds/flag.js';
import { headerName, webhookPath } from '../kinds/http.js';
import { addressRange } from '../kinds/network.js';
import { strictInteger } from '../kinds/number.js';
import { choice, secretText, text } from '../kinds/text.js';
import { rangesAddedOrEmptied } from '../verdicts/network-verdicts.js';
import { proofWeakened, secretAdded, secretMoved } from '../verdicts/table-verdicts.js';
import { addedOrEmptied, changed, lowered, raised, turnedOff, turnedOn } from '../verdicts/verdicts.js';
import { SignatureDto } from './signature-dto.js';
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
  'linear',
  'sentry',
  'pagerduty',
  'gogs',
  'shopify',
);

const SECRET_KEYS = {
  own: 'secret',
  variable: 'secret_env',
  file: 'secret_file',
  further: 'secrets',
};

const verifyTokenAdded = secretAdded({ own: 'verify_token' });

/** `[[triggers.webhooks]]`. */
export class WebhookDto extends TriggerDto {
  @RequiredKey(webhookPath(), 'The path that senders post to; no two webhooks have the same.', { widens: 'never' })
  path!: string;

  @Key(authentication, 'How senders prove themselves; not beside a `signature` table.', {
    defaultText: '`"bearer"`',
    widens: proofWeakened,
  })
  auth: Exclude<WebhookAuth, 'signature'> | null = null;

  @OptionalTable(SignatureDto, 'How senders sign, where none of the names that `auth` knows fits; instead of `auth`.')
  signature: SignatureDto | null = null;

  @Key(secretText(), 'The secret shared with the sender; one is needed unless `auth` is `none`.', {
    widens: secretAdded(SECRET_KEYS),
  })
  secret: Secret | null = null;

  @Key(text('name of a variable'), 'The environment variable that holds the secret.', {
    widens: secretMoved(SECRET_KEYS),
  })
  secret_env: string | null = null;

  @Key(text('path'), 'The file that holds the secret, also a name in `$CREDENTIALS_DIRECTORY`.', {
    widens: secretMoved(SECRET_KEYS),
  })
  secret_file: string | null = null;

  @Key(listOf(secretText()), 'Further secrets that are accepted too, for changing a secret without a gap.', {
    widens: secretAdded(SECRET_KEYS),
  })
  secrets: readonly Secret[] = [];

  @Key(strictInteger({ min: 1 }), 'Seconds by which a signed time may differ from ours.', { widens: raised })
  tolerance_s = 300;

  @Key(headerName(), 'The header that names a delivery; without effect where the name is signed.', {
    defaultText: 'those of known senders',
    widens: changed,
  })
  dedup_header: string | null = null;

  @Key(
    strictInteger({ min: 0, max: 2_592_000 }),
    'Seconds for which a delivery is remembered, so that a repeat runs nothing; 0 for not at all.',
    { widens: lowered },
  )
  dedup_s = 86_400;

  @Key(flag(), 'Take a body that was seen within `dedup_s` for a repeat, whatever the delivery is called.', {
    widens: turnedOff,
  })
  dedup_body = false;

  @Key(
    choice('none', 'meta', 'dropbox', 'graph'),
    'Whose handshake is answered: that of Meta, of Dropbox or of Microsoft Graph, which ask whether the path is yours.',
    { widens: changed },
  )
  verification: Verification = 'none';

  @Key(
    secretText(),
    'What Meta shows in its handshake, and what every notification of Microsoft Graph has to say as its `clientState`.',
    { widens: verifyTokenAdded },
  )
  verify_token: Secret | null = null;

  @Key(listOf(addressRange()), 'The addresses that may post; empty for all.', { widens: rangesAddedOrEmptied })
  allow_ips: readonly string[] = [];

  @Key(oneOrMore(text()), 'The only event that is taken, or a list of them, as the sender names it.', {
    defaultText: 'all',
    widens: addedOrEmptied,
  })
  event_filter: readonly string[] | null = null;

  @Key(flag(), 'Take files that are posted as multipart forms.', { widens: turnedOn })
  accept_multipart = false;

  @Key(text('template'), 'Where such files are stored.', {
    defaultText: '`uploads` in the state directory',
    widens: changed,
  })
  file_destination: string | null = null;

  @Key(strictInteger({ min: 1024, max: 104_857_600 }), 'The largest file that is taken, in bytes.', { widens: raised })
  max_file_size_bytes = 52_428_800;
}
