import type { Argument, Command, Option } from 'commander';

/** A command as shells and pages see it: what may follow it. */
export interface CommandShape {
  /** The words that lead to it, without the program's name; empty for the program itself. */
  readonly path: readonly string[];
  readonly summary: string;
  readonly arguments: readonly ArgumentShape[];
  readonly options: readonly OptionShape[];
  readonly commands: readonly CommandShape[];
}

/** A word that a command takes. */
export interface ArgumentShape {
  readonly name: string;
  readonly summary: string;
  readonly choices: readonly string[];
  readonly isRequired: boolean;
  readonly isRepeated: boolean;
}

/** An option of a command. */
export interface OptionShape {
  /** As they are typed, the short one first. */
  readonly names: readonly string[];
  readonly summary: string;
  /** What its value is called; `null` if it takes none. */
  readonly value: string | null;
  readonly choices: readonly string[];
}

/** The command line below `command`, from commander's definition of it; help is part of it. */
export function commandShape(command: Command, around: readonly string[] | null = null): CommandShape {
  const path = around === null ? [] : [...around, command.name()];
  const help = command.createHelp();
  return {
    path,
    summary: command.description(),
    arguments: command.registeredArguments.map(argumentShape),
    options: help.visibleOptions(command).map(optionShape),
    commands: help.visibleCommands(command).map((inner) => commandShape(inner, path)),
  };
}

/** The command and all below it, in the order of a page. */
export function everyCommand(command: CommandShape): readonly CommandShape[] {
  return [command, ...command.commands.flatMap(everyCommand)];
}

function argumentShape(argument: Argument): ArgumentShape {
  return {
    name: argument.name(),
    summary: argument.description,
    choices: argument.argChoices ?? [],
    isRequired: argument.required,
    isRepeated: argument.variadic,
  };
}

function optionShape({ short, long, flags, description, argChoices, required }: Option): OptionShape {
  return {
    names: [short, long].filter((name) => name !== undefined && name !== null),
    summary: description,
    value: required ? (/<([^>]+)>/.exec(flags)?.[1] ?? null) : null,
    choices: argChoices ?? [],
  };
}
