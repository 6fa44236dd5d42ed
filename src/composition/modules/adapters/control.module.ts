import { ContainerModule } from 'inversify';
import type { ControlPlace } from '../../../adapters/control/control-server.js';
import { SocketDoor } from '../../../adapters/control/socket-door.js';
import type { OwnProcess } from '../../../application/ports/config/control.js';
import { provideFrom, supply } from '../../wiring/token.js';
import { T, the } from '../../wiring/tokens.js';

/** Where `untether reload` and `untether status` ask the running program. */
export function controlModule(place: ControlPlace, ownProcess: OwnProcess): ContainerModule {
  return new ContainerModule((options) => {
    supply(options, T.ownProcess, ownProcess);
    provideFrom(options, T.controlDoor, (tools) => new SocketDoor(place, tools), the('control', 'alarm', 'journal'));
  });
}
