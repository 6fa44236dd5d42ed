import type { EngineAvailability, EngineCatalog } from '../../../domain/engine/engine.js';
import type { EngineId } from '../../../domain/ids.js';
import { codeSpan } from '../text/markdown.js';

/** Whether the engine can be started now, and which version it is or how it is installed; Markdown. */
export async function engineState(id: EngineId, catalog: EngineCatalog): Promise<string> {
  return availabilityText(await availabilityOf(id, catalog));
}

/** A warning if the engine can't be started now, with a blank before it; else nothing. Markdown. */
export async function engineWarning(id: EngineId, catalog: EngineCatalog): Promise<string> {
  const availability = await availabilityOf(id, catalog);
  return availability.kind === 'available' ? '' : ` ⚠️ ${codeSpan(id)} is ${availabilityText(availability)}.`;
}

/** Whether the engine can be started now. */
export async function availabilityOf(id: EngineId, catalog: EngineCatalog): Promise<EngineAvailability> {
  const found = catalog.find(id);
  return found.ok ? found.value.availability() : { kind: 'not-built' };
}

function availabilityText(availability: EngineAvailability): string {
  switch (availability.kind) {
    case 'available':
      return availability.version === null ? 'ready' : `ready, version ${codeSpan(availability.version)}`;
    case 'missing':
      return `not installed; install it with ${codeSpan(availability.install)}`;
    case 'not-built':
      return 'not available in this version of Untether';
  }
}
