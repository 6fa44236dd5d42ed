import { STATUS_DESCRIPTIONS } from '../../../wording/help/command-help.js';
import type { Command, CommandCall } from '../command.js';
import type { StatusBoard } from './status-board.js';

/** `/status` and `/queue`: what runs, asks, waits and is scheduled, with buttons that steer it. */
export class StatusCommand<Name extends 'status' | 'queue'> implements Command {
  readonly name: Name;
  readonly description: string;
  readonly usage: readonly string[];
  readonly group = 'tasks';
  readonly standsAlone = true;
  readonly onlyShows = true;
  readonly #board: StatusBoard;

  constructor(name: Name, board: StatusBoard) {
    this.name = name;
    this.description = STATUS_DESCRIPTIONS[name];
    this.usage = [`/${name}`];
    this.#board = board;
  }

  async run(call: CommandCall): Promise<void> {
    const { markdown, buttons } = this.#board.view(call.place);
    await call.reply(markdown, { silent: true, buttons });
  }
}
