import { liftingSwitch } from '../../../domain/engine/engine-manifest.js';
import type { Secret } from '../../../domain/secret.js';
import { absolute, type Surroundings, stateDirectory } from '../environment/surroundings.js';
import type { ConfigDto } from '../schema/config-dto.js';
import type { EngineDto } from '../schema/engines/engine-dto.js';
import type { ConfigFacts, RunPermission } from '../schema/verdicts/verdict.js';
import type { Vault } from '../secrets/vault.js';

/** What the words of a decoded file amount to. */
export class DtoFacts implements ConfigFacts {
  readonly #dto: ConfigDto;
  readonly #vault: Vault;
  readonly #around: Surroundings;

  constructor(dto: ConfigDto, vault: Vault, around: Surroundings) {
    this.#dto = dto;
    this.#vault = vault;
    this.#around = around;
  }

  permission(engine: string, mode: string | null): RunPermission {
    const id = engine.toLowerCase();
    const table = this.#engineTable(id);
    const named = mode ?? table?.permission_mode ?? null;
    const engines = this.#dto.knownEngines;
    const manifest = engines.find(id);
    const lifting = manifest === null ? null : liftingSwitch(manifest, named, (key) => isOn(table, key));
    if (lifting !== null) return { mode: lifting, attended: 'unlimited', unattended: 'unlimited' };
    const [attended, unattended] = [engines.permission(id, named, true), engines.permission(id, named, false)];
    return { mode: named ?? 'unset', attended, unattended };
  }

  engineFor(engine: string | null, project: string | null): string {
    const alias = (project ?? this.#dto.default_project)?.toLowerCase();
    const table = [...this.#dto.projects].find(([name]) => name.toLowerCase() === alias)?.[1];
    return (engine ?? table?.default_engine ?? this.#dto.default_engine).toLowerCase();
  }

  secret(kind: 'variable' | 'file', name: string): Secret | null {
    const found = kind === 'file' ? this.#vault.file(name) : this.#vault.variable(name);
    return found.ok ? found.value : null;
  }

  fileRoots(named: readonly string[] | null): readonly string[] {
    if (named !== null) return named.map((root) => absolute(root, this.#around));
    const projects = [...this.#dto.projects.values()].map(({ path }) => absolute(path, this.#around));
    return [...projects, `${stateDirectory(this.#dto.state_dir, this.#around)}/uploads`];
  }

  #engineTable(id: string): EngineDto | null {
    if (this.#dto.knownEngines.find(id) !== null) return this.#dto.ownTable(id);
    return [...this.#dto.engines].find(([name]) => name.toLowerCase() === id)?.[1] ?? null;
  }
}

function isOn(table: EngineDto | null, key: string): boolean {
  return table !== null && (table as unknown as Readonly<Record<string, unknown>>)[key] === true;
}
