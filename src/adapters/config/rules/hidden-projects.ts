import type { Fault } from '../faults/fault.js';
import type { ConfigDto } from '../schema/config-dto.js';
import { RESERVED_PROJECT_NAMES } from './project-rules.js';
import { BadPlaces } from './rule.js';

/** The projects that a command of the chat is written like. Reserved names are refused, so that nothing is left to warn of. */
export function hiddenProjects(
  { projects }: ConfigDto,
  malformed: readonly Fault[],
  commandNames: readonly string[],
): readonly Fault[] {
  const bad = new BadPlaces(malformed);
  const names = commandNames.filter((name) => !RESERVED_PROJECT_NAMES.includes(name));
  const faults = [...projects.keys()].filter((project) => names.includes(project.toLowerCase())).map(hidden);
  return faults.filter(({ path }) => !bad.has(path));
}

function hidden(project: string): Fault {
  const name = project.toLowerCase();
  return {
    path: ['projects', project],
    at: 'key',
    message: `"/${name}" in the chat is the command, not the project "${project}".`,
    hint: `Rename the project, or choose it in a chat with "/ctx set ${name}".`,
  };
}
