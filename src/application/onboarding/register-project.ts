import { aliasFor } from '../../domain/project/alias-for.js';
import type { Project } from '../../domain/project/project.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { ConfigEditProblem } from '../ports/config/config-editor.js';
import type { ProjectPlaces } from '../ports/system/project-places.js';
import type { EditConfig } from '../reload/edit-config.js';
import type { RegisterProblem } from '../values/register-problem.js';
import type { ConfigTextProblem } from '../values/reload/config-problem.js';

/** A wish to let agents work in the repository around a directory. */
export interface RegisterOrder {
  readonly directory: string;
  /** `null` for that of the repository's directory. */
  readonly alias: string | null;
  readonly isDefault: boolean;
  /** What the configuration has already. */
  readonly projects: readonly Pick<Project, 'alias' | 'path'>[];
  readonly defaultProject: string | null;
}

/** What registering works with. */
export interface RegisterTools {
  readonly places: Pick<ProjectPlaces, 'repositoryAround'>;
  readonly edits: Pick<EditConfig, 'apply'>;
  /** Words that no project should be called. */
  readonly takenWords: readonly string[];
}

/** A project as it is in the configuration now. */
export interface Registered {
  readonly alias: string;
  readonly path: string;
  readonly isDefault: boolean;
}

const ALIAS = /^[a-z\d][a-z\d_-]{0,63}$/;

/** Writes the repository into the configuration, whose comments and layout stay; one that is there already keeps its name. */
export async function registerProject(
  { directory, alias, isDefault, projects, defaultProject }: RegisterOrder,
  { places, edits, takenWords }: RegisterTools,
): Promise<Result<Registered, RegisterProblem | ConfigEditProblem | ConfigTextProblem>> {
  const around = await places.repositoryAround(directory);
  if (around === null) return fail({ kind: 'no-repository', directory });
  const { path } = around;
  const known = projects.find((one) => one.path === path);
  const wanted = alias?.toLowerCase() ?? null;
  if (wanted !== null && !ALIAS.test(wanted)) return fail({ kind: 'bad-alias', alias: wanted });
  const other = projects.find((one) => one.alias.toLowerCase() === wanted);
  if (other !== undefined && other.path !== path)
    return fail({ kind: 'alias-taken', alias: other.alias, path: other.path });
  const taken = new Set([...takenWords, ...projects.map((one) => one.alias.toLowerCase())]);
  const name = wanted ?? known?.alias ?? aliasFor(path.split('/').at(-1) ?? '', taken);
  const becomesDefault = isDefault || (projects.length === 0 && defaultProject === null);
  const applied = await edits.apply([
    ...(known?.alias.toLowerCase() === name.toLowerCase() ? [] : [{ key: `projects.${name}.path`, value: path }]),
    ...(becomesDefault ? [{ key: 'default_project', value: name }] : []),
  ]);
  if (!applied.ok) return applied;
  return ok({ alias: name, path, isDefault: becomesDefault || defaultProject?.toLowerCase() === name });
}
