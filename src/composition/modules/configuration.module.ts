import { ContainerModule } from 'inversify';
import { Generations } from '../../application/generation.js';
import { AdapterHost } from '../../application/reload/adapter-host.js';
import { botPart } from '../../application/reload/bot-part.js';
import { ConfigReloader } from '../../application/reload/config-reloader.js';
import { cronPart } from '../../application/reload/cron-part.js';
import { FollowConfig } from '../../application/reload/follow-config.js';
import { serverPart } from '../../application/reload/server-part.js';
import { provide } from '../token.js';
import { T } from '../tokens.js';

/** The configuration in force and what it changes. */
export const configurationModule = new ContainerModule((options) => {
  provide(options, T.generations, [], () => new Generations());
  provide(
    options,
    T.bots,
    [T.botKind, T.alarm, T.journal, T.clock],
    (kind, alarm, journal, clock) => new AdapterHost(kind, alarm, journal, clock),
  );
  provide(
    options,
    T.servers,
    [T.httpKind, T.alarm, T.journal, T.clock],
    (kind, alarm, journal, clock) => new AdapterHost(kind, alarm, journal, clock),
  );
  provide(
    options,
    T.reloader,
    [T.generations, T.bots, T.servers, T.crons, T.extraParts, T.enginesOf, T.journal],
    (generations, bots, servers, crons, extra, enginesOf, journal) => {
      const parts = [botPart(bots), serverPart(servers), cronPart(crons, generations), ...extra];
      return new ConfigReloader(generations, parts, enginesOf, journal);
    },
  );
  provide(
    options,
    T.followConfig,
    [T.configSource, T.configWatch, T.reloader, T.generations, T.bots, T.alarm, T.serviceReport],
    (source, watch, reloader, generations, bots, alarm, serviceReport) =>
      new FollowConfig({ source, watch, reloader, generations, bots, alarm, serviceReport }),
  );
});
