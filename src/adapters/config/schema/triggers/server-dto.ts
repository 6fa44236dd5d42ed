import { Key, TakesEffect } from '../keys/key.js';
import { listOf } from '../kinds/collection.js';
import { flag } from '../kinds/flag.js';
import { addressRange, listenHost } from '../kinds/network.js';
import { strictInteger } from '../kinds/number.js';
import { hostOpened, rangesAdded } from '../verdicts/network-verdicts.js';
import { raised, turnedOn } from '../verdicts/verdicts.js';

/** `[triggers.server]`. */
@TakesEffect('retune')
export class ServerDto {
  @Key(listenHost(), 'The address to listen on.', { live: 'handover', widens: hostOpened })
  host = '127.0.0.1';

  @Key(strictInteger({ min: 1, max: 65_535 }), 'The port to listen on.', { live: 'replace', widens: 'never' })
  port = 9876;

  @Key(strictInteger({ min: 1 }), 'Requests a minute that are taken, for each webhook by itself.', { widens: raised })
  rate_limit = 60;

  @Key(strictInteger({ min: 1024, max: 10_485_760 }), 'The largest body that is taken, in bytes.', { widens: raised })
  max_body_bytes = 1_048_576;

  @Key(flag(), 'Answer `GET /metrics` (Prometheus text) to programs on this machine.', { widens: turnedOn })
  metrics = true;

  @Key(flag(), 'Answer it to everybody who can connect.', { widens: turnedOn })
  metrics_public = false;

  @Key(flag(), 'Keep listening for `/health` and `/metrics` while triggers are off.', {
    live: 'start-or-stop',
    widens: turnedOn,
  })
  always = false;

  @Key(listOf(addressRange()), 'The proxies whose `X-Forwarded-For` is believed.', { widens: rangesAdded })
  trusted_proxies: readonly string[] = [];

  @Key(
    strictInteger({ min: 1 }),
    'Failed authentications a minute, for each address and webhook, beyond which requests get 429 unseen.',
    { widens: raised },
  )
  auth_failures_per_minute = 30;
}
