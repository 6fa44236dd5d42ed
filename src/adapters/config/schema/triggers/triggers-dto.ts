import { Key, SubTable, TableList, TakesEffect } from '../keys/key.js';
import { flag } from '../kinds/flag.js';
import { timeZone } from '../kinds/time.js';
import { turnedOn } from '../verdicts/verdicts.js';
import { CronDto } from './cron-dto.js';
import { ServerDto } from './server-dto.js';
import { WebhookDto } from './webhook-dto.js';

/** `[triggers]`. */
@TakesEffect('at-once')
export class TriggersDto {
  @Key(flag(), 'Start runs by webhooks and crons.', { live: 'start-or-stop', widens: turnedOn })
  enabled = false;

  @Key(timeZone(), 'The time zone of crons that name none.', {
    defaultText: "the machine's",
    live: 'retune',
    widens: 'never',
  })
  default_timezone: string | null = null;

  @Key(flag(), 'Allow webhooks without authentication on addresses that other machines can reach.', {
    widens: turnedOn,
  })
  allow_unauthenticated_webhooks = false;

  @SubTable(ServerDto, 'The server for webhooks.')
  server = new ServerDto();

  @TableList(WebhookDto, 'Paths whose posts start something.', 'widens')
  webhooks: readonly WebhookDto[] = [];

  @TableList(CronDto, 'Schedules that start runs.', 'widens')
  crons: readonly CronDto[] = [];
}
