import type { Command } from 'commander';
import { commandLine } from '../../src/composition/cli/command-line.js';

const HEAD = `<!-- Made from the command line's definition by \`npm run docs:reference\`; do not edit. -->

# The command line

From a clone, \`untether\` is \`node_modules/.bin/node bin/untether.js\`. \`--config\` may stand before or after a command.
`;

const TAIL = `## Exit codes

| code | from | meaning |
| --- | --- | --- |
| 0 | every command | it did what was asked |
| 1 | \`untether\`, \`config check\` | it can't start; the file has errors |
| 1 | \`status\`, \`reload\`, \`doctor\` | none runs; the file is not applied; something is wrong |
| 1 | \`config get\`, \`set\`, \`unset\`, \`list\` | there is no such key, or nothing is set |
| 2 | \`config get\`, \`set\`, \`unset\`, \`list\`, \`edit\` | the file can't be read or would not be usable; nothing was written |
| 2 | every command | the command line is not understood |
| 75 | \`untether\` | the supervisor should start it again |
`;

/** The page about the command line, from commander's definition of it. */
export function commandLineReference(): string {
  const unused = async () => 0;
  const actions = {
    start: unused,
    check: unused,
    get: unused,
    set: unused,
    unset: unused,
    list: unused,
    path: unused,
    edit: unused,
    reload: unused,
    status: unused,
    doctor: unused,
  };
  const program = commandLine('', actions, () => undefined);
  return [HEAD, ...sectionsOf(program, ''), TAIL].join('\n');
}

function sectionsOf(command: Command, around: string): readonly string[] {
  const name = `${around}${command.name()}`;
  const inner = command.commands.flatMap((one) => sectionsOf(one, `${name} `));
  const takesNothing = command.commands.length > 0 && command.registeredArguments.length === 0;
  return takesNothing ? inner : [section(command, name), ...inner];
}

function section(command: Command, name: string): string {
  const args = command.registeredArguments.map((one) => {
    const shown = one.variadic ? `${one.name()}...` : one.name();
    return [one.required ? `<${shown}>` : `[${shown}]`, described(one.description, one.argChoices)] as const;
  });
  const options = command.options.map((one) => [one.flags, described(one.description, one.argChoices)] as const);
  const usage = [name, '[options]', ...args.map(([shown]) => shown)].join(' ');
  const rows = [...args, ...options].map(([shown, meaning]) => `| \`${shown}\` | ${meaning} |`);
  const text = command.description();
  const sentence = `${text.charAt(0).toUpperCase()}${text.slice(1)}`.replace(/\.?$/, '.');
  return `## \`${name}\`\n\n${sentence}\n\n    ${usage}\n\n| | |\n| --- | --- |\n${rows.join('\n')}\n`;
}

function described(description: string, choices: readonly string[] | undefined): string {
  return choices === undefined ? description : `${description}: ${choices.map((one) => `\`${one}\``).join(', ')}`;
}
