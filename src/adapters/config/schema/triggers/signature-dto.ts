import { Key, RequiredKey, TakesEffect } from '../keys/key.js';
import { headerName, signatureTemplate } from '../kinds/http.js';
import { anyText, choice } from '../kinds/text.js';
import { changed } from '../verdicts/verdicts.js';

/** `[triggers.webhooks.signature]`. */
@TakesEffect('at-once')
export class SignatureDto {
  @RequiredKey(headerName(), 'The header that shows the signature.', { widens: changed })
  header!: string;

  @Key(anyText(), 'What stands before the signature in that header, such as `sha256=`.', { widens: changed })
  prefix = '';

  @Key(choice('hex', 'base64'), 'How the signature is written.', { widens: changed })
  encoding: 'hex' | 'base64' = 'hex';

  @Key(choice('sha1', 'sha256', 'sha512'), 'The hash function of the HMAC.', { widens: changed })
  algorithm: 'sha1' | 'sha256' | 'sha512' = 'sha256';

  @Key(headerName(), 'The header of the signed time: seconds or milliseconds since 1970, or RFC 3339.', {
    widens: changed,
  })
  timestamp_header: string | null = null;

  @Key(
    signatureTemplate(),
    'What is signed: `{body}`, `{timestamp}` from `timestamp_header`, `{id}` from `dedup_header`, and text between them.',
    { widens: changed },
  )
  template = '{body}';
}
