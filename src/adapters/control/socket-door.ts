import { Serial } from '../../application/concurrency/serial.js';
import type { ControlApi, ControlDoor } from '../../application/ports/config/control.js';
import type { Journal } from '../../application/ports/system/journal.js';
import type { Alarm, Cancel } from '../../domain/ports/alarm.js';
import { type ControlPlace, ControlServer } from './control-server.js';

/** Between two looks at whether the socket can be found, in milliseconds. */
const LOOKED_AT_MS = 5_000;

/** What the door is built on. */
export interface SocketDoorTools {
  readonly control: ControlApi;
  readonly alarm: Alarm;
  readonly journal: Journal;
}

/** Keeps the door for `untether reload` and `untether status` open, also when its socket is deleted. */
export class SocketDoor implements ControlDoor {
  readonly #place: ControlPlace;
  readonly #tools: SocketDoorTools;
  readonly #openings = new Serial();
  #server: ControlServer | null = null;
  #cancel: Cancel | null = null;
  #isWanted = false;
  #isFailing = false;

  constructor(place: ControlPlace, tools: SocketDoorTools) {
    this.#place = place;
    this.#tools = tools;
  }

  open(): Promise<void> {
    this.#isWanted = true;
    return this.#openings.run(() => this.#openAgain());
  }

  async close(): Promise<void> {
    this.#isWanted = false;
    this.#cancel?.();
    await this.#openings.idle();
    await this.#server?.close();
  }

  /** Opens it if it is not there, or not to be found any more. */
  async #openAgain(): Promise<void> {
    if (this.#server?.isReachable !== true) this.#server = await this.#listen(this.#server);
    if (!this.#isWanted) return;
    this.#cancel = this.#tools.alarm.after(LOOKED_AT_MS, () => {
      void this.#openings.run(() => this.#openAgain());
    });
  }

  /** A program without it works all the same; that is recorded the first time of several in a row. */
  async #listen(former: ControlServer | null): Promise<ControlServer | null> {
    const { control, journal } = this.#tools;
    try {
      await former?.close();
      const server = await ControlServer.open(this.#place, control, journal);
      this.#isFailing = false;
      return server;
    } catch (cause) {
      if (!this.#isFailing) journal.record({ name: 'control.not-open', level: 'warn', cause });
      this.#isFailing = true;
      return null;
    }
  }
}
