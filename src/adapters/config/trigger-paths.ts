import type { FileProblem } from '../../application/ports/system/file-vault.js';
import { guardedNames } from '../../application/triggers/files/guarded-names.js';
import { triggerFileRules } from '../../application/triggers/files/trigger-file-rules.js';
import type { AppConfig } from '../../application/values/app-config.js';
import { fileComplaint } from '../../application/wording/triggers/file-problem-text.js';
import { fillTemplate } from '../../domain/trigger/template.js';
import type { Draft } from './draft.js';
import { absolute, type Surroundings, withHome } from './environment/surroundings.js';
import { type Fault, faultAt } from './faults/fault.js';
import { BadPlaces } from './rules/rule.js';
import type { ConfigDto } from './schema/config-dto.js';
import type { TriggerDto } from './schema/triggers/trigger-dto.js';
import type { Path } from './toml/tree.js';

/** A path that a trigger reads or writes, and where it is written down. */
interface NamedPath {
  readonly at: Path;
  readonly use: 'read' | 'write';
  /** A template has one for each of the values that stand for what comes from outside. */
  readonly paths: readonly string[];
}

/** What values from outside may be: only a path that none of them makes usable is refused. */
const VALUES = ['x', 'example'];

/** The draft with what is wrong with the paths of files, whatever is on the disk. */
export function judgePaths(draft: Draft, around: Surroundings): Draft {
  const { files } = around;
  if (files === undefined) return draft;
  const faults = [
    ...namedPaths(draft.dto, draft.malformed, around).flatMap(({ at, use, paths }) =>
      asFault(
        at,
        paths.map((path) => files.byText(path, use)),
      ),
    ),
    ...chatDirectories(draft, files),
    ...fileRoots(draft, around, files),
  ];
  return { ...draft, faults: [...draft.faults, ...faults] };
}

/** Which files of triggers could not be used as the disk is now: outside of every root, or the program's own. */
export async function surveyPaths(draft: Draft, config: AppConfig, around: Surroundings): Promise<readonly Fault[]> {
  const { files, file, schema } = around;
  if (files === undefined) return [];
  const rules = triggerFileRules(config, file, guardedNames(schema.engines));
  const known = new BadPlaces(draft.faults);
  const named = namedPaths(draft.dto, draft.malformed, around).filter(({ at }) => !known.has(at));
  const faults = named.map(async ({ at, use, paths }) => {
    const problems = await Promise.all(paths.map((path) => files.onDisk(path, use, rules)));
    return asFault(at, problems).map((fault) => ({ ...fault, hint: `${fault.hint} Until then it is refused.` }));
  });
  return (await Promise.all(faults)).flat();
}

/** A fault if every one of the paths has a problem. */
function asFault(at: Path, problems: readonly (FileProblem | null)[]): readonly Fault[] {
  const [first] = problems;
  if (first === undefined || first === null || problems.includes(null)) return [];
  const { message, hint } = fileComplaint(first);
  return [faultAt(at, message, hint)];
}

function namedPaths(dto: ConfigDto, malformed: readonly Fault[], around: Surroundings): readonly NamedPath[] {
  const bad = new BadPlaces(malformed);
  const { webhooks, crons } = dto.triggers;
  const template = (at: Path, { project }: TriggerDto, written: unknown): readonly NamedPath[] => {
    if (typeof written !== 'string' || bad.has(at)) return [];
    const rendered = VALUES.map((value) =>
      fullPath(
        fillTemplate(written, {}, () => value),
        project,
        dto,
        around,
      ),
    );
    const paths = rendered.filter((path) => path !== null);
    return paths.length === 0 ? [] : [{ at, use: 'write', paths }];
  };
  const written = (trigger: TriggerDto, at: Path) =>
    trigger.action === 'file_write' ? template([...at, 'file_path'], trigger, trigger.file_path) : [];
  return [
    ...webhooks.flatMap((hook, index) => {
      const at = ['triggers', 'webhooks', index];
      const posted = hook.accept_multipart ? template([...at, 'file_destination'], hook, hook.file_destination) : [];
      return [...written(hook, at), ...posted];
    }),
    ...crons.flatMap((cron, index) => {
      const at = ['triggers', 'crons', index];
      const read = [...at, 'fetch', 'file_path'];
      const { fetch, project } = cron;
      const path =
        fetch?.type !== 'file_read' || typeof fetch.file_path !== 'string' || bad.has(read)
          ? null
          : fullPath(fetch.file_path, project, dto, around);
      return [...written(cron, at), ...(path === null ? [] : [{ at: read, use: 'read' as const, paths: [path] }])];
    }),
  ];
}

/** The path that is meant; as it is without a project, `null` where the project is unknown, which is said elsewhere. */
function fullPath(path: string, project: unknown, dto: ConfigDto, around: Surroundings): string | null {
  if (/^[/~]/.test(path)) return withHome(path, around.home);
  if (typeof project !== 'string') return path;
  const found = [...dto.projects].find(([name]) => name.toLowerCase() === project.toLowerCase());
  return typeof found?.[1].path === 'string' ? `${absolute(found[1].path, around)}/${path}` : null;
}

/** The directories for files of chats lie in projects, and must not be what tools run or keep secrets in. */
function chatDirectories({ dto, malformed }: Draft, files: NonNullable<Surroundings['files']>): readonly Fault[] {
  const bad = new BadPlaces(malformed);
  return (['uploads_dir', 'outbox_dir'] as const).flatMap((key) => {
    const at = ['transports', 'telegram', 'files', key];
    const path = dto.transports.telegram.files[key];
    if (typeof path !== 'string' || bad.has(at)) return [];
    const problem = files.byText(`/${path}/x`, key === 'uploads_dir' ? 'write' : 'read');
    return problem?.kind === 'denied-name' ? asFault(at, [{ ...problem, path: `“${path}”` }]) : [];
  });
}

/** A root in a place of secrets opens nothing. */
function fileRoots(
  { dto, malformed }: Draft,
  around: Surroundings,
  files: NonNullable<Surroundings['files']>,
): readonly Fault[] {
  const bad = new BadPlaces(malformed);
  return (dto.security.file_roots ?? []).flatMap((root, index) => {
    const at = ['security', 'file_roots', index];
    if (typeof root !== 'string' || bad.has(at)) return [];
    const problem = files.byText(`${absolute(root, around)}/x`, 'read');
    return problem?.kind === 'denied-name' ? asFault(at, [{ ...problem, path: root }]) : [];
  });
}
