import type { EngineAvailability } from '../../../domain/engine/engine.js';
import type { EngineAccount } from '../../ports/engine/engine-tools.js';
import { oneLine } from './one-line.js';

/** How an agent's program was found, behind its name. */
export function engineHint(availability: EngineAvailability, account: EngineAccount, login: string): string {
  if (availability.kind !== 'available') return 'not installed';
  const version = availability.version === null ? 'does not say its version' : oneLine(availability.version);
  if (account === 'logged-out') return `${version}, not logged in: run ${login}`;
  return account === 'logged-in' ? `${version}, logged in` : version;
}

/** That no agent was found, and how each is installed. */
export function noEngineText(engines: readonly { readonly label: string; readonly install: string }[]): string {
  const lines = engines.map(({ label, install }) => `  ${label}: ${install}`);
  return ['No agent is installed on this machine. Choose one anyway, and install it when you like:', ...lines].join(
    '\n',
  );
}
