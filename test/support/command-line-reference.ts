import { commandLine } from '../../src/composition/cli/command-line.js';
import { type CommandShape, commandShape, everyCommand } from '../../src/composition/cli/shell/command-shape.js';
import { EXIT_CODES } from './exit-codes.js';

const HEAD = `<!-- Made from the command line's definition by \`npm run docs:reference\`; do not edit. -->

# The command line

From a clone, \`untether\` is \`node_modules/.bin/node bin/untether.js\`. \`--config\` may stand before or after a command.
`;

const TAIL = `## Exit codes

| code | meaning |
| --- | --- |
${EXIT_CODES.map(({ code, meaning }) => `| ${code} | ${meaning} |`).join('\n')}

The same codes hold for every command; a script need not read what is printed. What \`config check\`, \`doctor\`, \`status\`, \`config get\`
and \`config list\` print as JSON with \`--json\` is on standard output, sentences about a failure are on standard error.
`;

/** The page about the command line, from commander's definition of it. */
export function commandLineReference(): string {
  const commands = everyCommand(describedProgram()).filter(
    ({ path, commands }) => path.at(-1) !== 'help' && (path.length === 0 || commands.length === 0),
  );
  return [HEAD, ...commands.map(section), TAIL].join('\n');
}

/** The command line with actions that are never taken. */
export function describedProgram(): CommandShape {
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
    completion: unused,
    serviceInstall: unused,
    serviceRemove: unused,
    serviceStatus: unused,
    serviceLogs: unused,
    init: unused,
    pair: unused,
    chatId: unused,
  };
  return commandShape(commandLine('', actions, () => undefined));
}

function section(command: CommandShape): string {
  const name = ['untether', ...command.path].join(' ');
  const args = command.arguments.map((one) => {
    const shown = one.isRepeated ? `${one.name}...` : one.name;
    return [one.isRequired ? `<${shown}>` : `[${shown}]`, described(one)] as const;
  });
  const options = command.options
    .filter(({ names }) => !names.includes('--help'))
    .map((one) => {
      const flags = `${one.names.join(', ')}${one.value === null ? '' : ` <${one.value}>`}`;
      return [flags, described(one)] as const;
    });
  const shown = [...args.map(([word]) => word), ...(command.commands.length > 0 ? ['[command]'] : [])];
  const usage = [name, '[options]', ...shown].join(' ');
  const rows = [...args, ...options].map(([word, meaning]) => `| \`${word}\` | ${meaning} |`);
  const text = command.summary;
  const sentence = `${text.charAt(0).toUpperCase()}${text.slice(1)}`.replace(/\.?$/, '.');
  const table = rows.length === 0 ? '' : `\n| | |\n| --- | --- |\n${rows.join('\n')}\n`;
  return `## \`${name}\`\n\n${sentence}\n\n    ${usage}\n${table}`;
}

function described({ summary, choices }: { readonly summary: string; readonly choices: readonly string[] }): string {
  return choices.length === 0 ? summary : `${summary}: ${choices.map((one) => `\`${one}\``).join(', ')}`;
}
