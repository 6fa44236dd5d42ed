import { aliasFor } from '../../domain/project/alias-for.js';
import { ok, type Result } from '../../domain/result.js';
import type { FirstConfig } from '../ports/config/first-config-file.js';
import type { ProjectPlace, ProjectPlaces } from '../ports/system/project-places.js';
import type { Prompter, Unanswered } from '../ports/system/prompter.js';
import { PROJECTS } from '../wording/onboarding/project-text.js';

/** What choosing projects works with. */
export interface ProjectTools {
  readonly prompter: Prompter;
  readonly places: ProjectPlaces;
  /** Where the person is; absolute. */
  readonly directory: string;
  /** Words that no project can be called. */
  readonly takenWords: readonly string[];
}

/** Asks for the directories in which agents work: the repository around the person first, then others by their paths. */
export async function chooseProjects(tools: ProjectTools): Promise<Result<FirstConfig['projects'], Unanswered>> {
  const { prompter, places, directory } = tools;
  const chosen = new Chosen(tools.takenWords);
  const here = await places.repositoryAround(directory);
  if (here !== null) {
    const wish = await prompter.confirm({ name: 'this_project', message: PROJECTS.thisOne(here.path), usual: true });
    if (!wish.ok) return wish;
    if (wish.value) chosen.add(here);
  }
  for (;;) {
    const question = { name: 'projects', message: PROJECTS.another(chosen.all.length), check: () => null, usual: '' };
    const written = await prompter.text(question);
    if (!written.ok) return written;
    if (written.value.trim() === '') return ok(chosen.all);
    const place = await places.find(written.value.trim(), directory);
    if (place === null) prompter.warn(PROJECTS.missing(written.value.trim()));
    else if (chosen.add(place)) prompter.say(PROJECTS.added(chosen.all.at(-1)?.alias ?? '', place));
    else prompter.warn(PROJECTS.twice(place.path));
  }
}

/** Projects with names of their own. */
class Chosen {
  readonly #projects: { readonly alias: string; readonly path: string }[] = [];
  readonly #taken: Set<string>;

  constructor(taken: readonly string[]) {
    this.#taken = new Set(taken);
  }

  get all(): FirstConfig['projects'] {
    return this.#projects;
  }

  /** Whether it is a new one. */
  add({ path }: ProjectPlace): boolean {
    if (this.#projects.some((one) => one.path === path)) return false;
    const alias = aliasFor(path.split('/').at(-1) ?? '', this.#taken);
    this.#taken.add(alias);
    this.#projects.push({ alias, path });
    return true;
  }
}
