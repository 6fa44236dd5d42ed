import { ContainerModule } from 'inversify';
import { httpKind } from '../../../adapters/http/http-kind.js';
import { provide } from '../../wiring/token.js';
import { T } from '../../wiring/tokens.js';

/** The server that deliveries of webhooks come in by, and that says how the program is. */
export const httpModule = new ContainerModule((options) => {
  provide(
    options,
    T.httpKind,
    [T.generations, T.webhooks, T.fileVault, T.gate, T.vitalsDesk, T.metrics, T.clock, T.alarm, T.journal],
    (generations, intake, vault, gate, vitals, metrics, clock, alarm, journal) =>
      httpKind({ generations, intake, vault, gate, vitals, metrics, clock, alarm, journal }),
  );
});
