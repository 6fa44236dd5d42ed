import { type CommandShape, everyCommand, type OptionShape } from '../../src/composition/cli/shell/command-shape.js';
import { describedProgram } from './command-line-reference.js';
import { EXIT_CODES } from './exit-codes.js';

/** The page for man(1), from commander's definition of the command line. */
export function manualPage(): string {
  const program = describedProgram();
  const commands = everyCommand(program).filter(
    ({ path, commands }) => path.length > 0 && path[0] !== 'help' && path.at(-1) !== 'help' && commands.length === 0,
  );
  return [
    '.\\" Made from the command line\'s definition by "npm run docs:reference"; do not edit.',
    '.TH UNTETHER 1 "" "" "Untether"',
    ...section('NAME', [`untether \\- ${plain(program.summary.replace(/\.$/, ''))}`]),
    ...section('SYNOPSIS', ['.B untether', plain('[options] [command]')]),
    ...section('DESCRIPTION', [
      plain(
        'Untether runs coding agents on this machine and lets you steer them from a Telegram chat. Cron schedules,',
      ),
      plain(
        'webhooks and delays start the same runs. Everything is set in one file, untether.toml, whose edits are live',
      ),
      plain('when they are saved. Without a command, Untether starts.'),
    ]),
    ...section('OPTIONS', program.options.flatMap(option)),
    ...section('COMMANDS', commands.flatMap(commandText)),
    ...section(
      'EXIT STATUS',
      EXIT_CODES.flatMap(({ code, meaning }) => ['.TP', `.B ${code}`, plain(meaning)]),
    ),
    ...section('FILES', [
      '.TP',
      '.I ~/.untether/untether.toml',
      plain('The configuration, unless --config or UNTETHER_CONFIG_PATH names another file.'),
      '.TP',
      '.I ~/.untether/state',
      plain('What is accepted, sent and remembered, unless state_dir or UNTETHER_STATE_DIR names another directory.'),
    ]),
    ...section('SEE ALSO', [
      plain('The documentation is in the directory docs of the package; docs/index.md lists it.'),
    ]),
    '',
  ].join('\n');
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return [`.SH ${title}`, ...lines];
}

function commandText(command: CommandShape): readonly string[] {
  const args = command.arguments.map(({ name, isRequired, isRepeated }) => {
    const shown = isRepeated ? `${name}...` : name;
    return isRequired ? `<${shown}>` : `[${shown}]`;
  });
  const words = command.arguments.flatMap(({ name, summary, choices }) => [
    '.TP',
    `.I ${plain(name)}`,
    plain(choices.length === 0 ? summary : `${summary}: ${choices.join(', ')}`),
  ]);
  const own = command.options.filter(({ names }) => !names.includes('--help'));
  return [
    `.SS ${plain(['untether', ...command.path, ...args].join(' '))}`,
    plain(`${command.summary.charAt(0).toUpperCase()}${command.summary.slice(1)}.`),
    ...(words.length + own.length === 0 ? [] : ['.RS', ...words, ...own.flatMap(option), '.RE']),
  ];
}

function option({ names, value, summary, choices }: OptionShape): readonly string[] {
  const shown = names.map((name) => `\\fB${plain(name)}\\fR`).join(', ');
  const takes = value === null ? '' : ` \\fI${plain(value)}\\fR`;
  return ['.TP', `${shown}${takes}`, plain(choices.length === 0 ? summary : `${summary}: ${choices.join(', ')}`)];
}

/** Text that roff takes for nothing else. */
function plain(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/^(['.])/, '\\&$1');
}
