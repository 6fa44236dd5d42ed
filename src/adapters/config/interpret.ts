import type { AppConfig } from '../../application/values/app-config.js';
import { assemble } from './assemble/assemble.js';
import type { Draft } from './draft.js';
import type { Surroundings } from './environment/surroundings.js';
import type { Fault } from './faults/fault.js';
import { entryAround, LeftOut } from './read/lenient.js';
import { hiddenProjects } from './rules/hidden-projects.js';
import { judgeSecrets } from './secrets/judge-secrets.js';
import { secretFaults } from './secrets/secret-sources.js';
import type { Vault } from './secrets/vault.js';
import type { Path } from './toml/tree.js';

/** What a draft amounts to once its secrets are at hand. */
export interface Interpretation {
  /** `null` if there are errors. */
  readonly config: AppConfig | null;
  readonly errors: readonly Fault[];
  readonly warnings: readonly Fault[];
  /** The entries that are left out. */
  readonly out: LeftOut;
}

/** Decides about a draft. With `lenient`, single entries that are wrong are left out and told as warnings. */
export function interpret(draft: Draft, vault: Vault, around: Surroundings, lenient: boolean): Interpretation {
  const secrets = judgeSecrets(draft.dto, vault, draft.malformed);
  const faults = [...draft.faults, ...secretFaults(draft.dto, vault, draft.malformed), ...secrets.faults];
  const judged = faults.map((fault) => ({ fault, entry: lenient ? droppable(fault, draft) : null }));
  const fatal = judged.filter(({ entry }) => entry === null).map(({ fault }) => fault);
  const dropped = judged.flatMap(({ fault, entry }) => (entry === null ? [] : [{ fault, entry }]));
  const out = new LeftOut(dropped.map(({ entry }) => entry));
  const config = fatal.length > 0 ? null : assemble(draft.dto, vault, out, around);
  const hidden = hiddenProjects(draft.dto, draft.malformed, around.commandNames ?? []);
  const warnings = [...dropped.map(({ fault }) => leftOut(fault)), ...hidden, ...draft.warnings, ...secrets.warnings];
  return { config, errors: fatal, warnings, out };
}

function droppable(fault: Fault, { dto }: Draft): Path | null {
  const usual = typeof dto.default_engine === 'string' ? dto.default_engine.toLowerCase() : '';
  const engines = { known: dto.knownEngines.ids, usual };
  return entryAround(fault.path, engines, fault.at === 'key' && fault.path.length === 1);
}

function leftOut(fault: Fault): Fault {
  return { ...fault, hint: `${fault.hint} Until then it is left out.` };
}
