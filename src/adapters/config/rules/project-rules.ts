import { type Fault, faultAt } from '../faults/fault.js';
import type { ConfigDto } from '../schema/config-dto.js';
import type { BadPlaces } from './rule.js';
import { type Claim, uniqueness } from './unique.js';

/** Commands of the chat that no project was ever allowed to be called; of the others `advice` warns. */
export const RESERVED_PROJECT_NAMES: readonly string[] = [
  'cancel',
  'continue',
  'file',
  'new',
  'agent',
  'model',
  'reasoning',
  'trigger',
  'topic',
  'ctx',
  'listen',
];

/** What must hold among `[projects]`. `engines` are the ids that may be named. */
export function projectFaults(dto: ConfigDto, engines: readonly string[], bad: BadPlaces): readonly Fault[] {
  const names = [...dto.projects.keys()];
  return [
    ...names.filter((name) => [...RESERVED_PROJECT_NAMES, ...engines].includes(name.toLowerCase())).map(reserved),
    ...uniqueness(
      names.map((name) => ({ value: name.toLowerCase(), path: ['projects', name] })),
      'name',
    ),
    ...names.flatMap((name) => unknownEngine(dto, name, engines, bad)),
    ...chats(dto, bad),
  ];
}

function reserved(name: string): Fault {
  const message = `No project can be called "${name}", because that word is an engine or a command.`;
  return { path: ['projects', name], at: 'key', message, hint: 'Choose another name.' };
}

function unknownEngine(dto: ConfigDto, name: string, engines: readonly string[], bad: BadPlaces): readonly Fault[] {
  const path = ['projects', name, 'default_engine'];
  const engine = dto.projects.get(name)?.default_engine ?? null;
  if (bad.has(path) || engine === null || engines.includes(engine.toLowerCase())) return [];
  return [faultAt(path, `There is no engine "${engine}".`, `Write one of ${engines.join(', ')}.`)];
}

function chats(dto: ConfigDto, bad: BadPlaces): readonly Fault[] {
  const own = ['transports', 'telegram', 'chat_id'];
  const claims: Claim[] = bad.has(own) ? [] : [{ value: dto.transports.telegram.chat_id, path: own }];
  for (const [name, project] of dto.projects) {
    const path = ['projects', name, 'chat_id'];
    if (!bad.has(path) && project.chat_id !== null) claims.push({ value: project.chat_id, path });
  }
  return uniqueness(claims, 'chat');
}
