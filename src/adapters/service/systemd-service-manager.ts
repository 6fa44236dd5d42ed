import { Serial } from '../../application/concurrency/serial.js';
import type { Journal } from '../../application/ports/system/journal.js';
import type { ServiceManager, ServiceState } from '../../application/ports/system/service-manager.js';
import { nativeSender } from './native-sender.js';
import { notification } from './notification.js';
import type { NotifySender } from './notify-sender.js';
import { ownCommand, startObstacle } from './start-again.js';
import { type Origin, supervisorOf } from './supervisor.js';
import { systemdNotifySender } from './systemd-notify-sender.js';
import { watchdogInterval } from './watchdog-interval.js';

/** What a service manager is reached with. */
export interface ServiceManagerTools {
  readonly origin: Origin;
  readonly journal: Journal;
  /** How this process sends by itself, unless it is through koffi. */
  readonly native?: (address: string) => Promise<NotifySender>;
}

/**
 * Tells systemd what goes on, as sd_notify(3) describes it; a mere silence where `$NOTIFY_SOCKET` names no socket. What fails
 * is in the log once and changes nothing else.
 */
export class SystemdServiceManager implements ServiceManager {
  readonly listening: boolean;
  readonly supervisor: ServiceManager['supervisor'];
  readonly watchdogMs: number | null;
  readonly #tools: ServiceManagerTools;
  #sender: Promise<NotifySender> | null = null;
  readonly #turns = new Serial();
  #failed = false;

  constructor(tools: ServiceManagerTools) {
    const { environment, pid } = tools.origin;
    this.#tools = tools;
    this.listening = (environment['NOTIFY_SOCKET'] ?? '') !== '';
    this.supervisor = supervisorOf(tools.origin);
    this.watchdogMs = this.listening ? watchdogInterval(environment, pid) : null;
  }

  tell(...states: readonly ServiceState[]): void {
    if (!this.listening || states.length === 0) return;
    const text = notification(states, process.hrtime.bigint() / 1_000n);
    this.#sender ??= this.#open();
    const sender = this.#sender;
    const send = async () => (await sender).send(text);
    void this.#turns.run(() => send().catch((cause) => this.#fail(cause)));
  }

  settle(): Promise<void> {
    return this.#turns.idle();
  }

  async restartObstacle(): Promise<string | null> {
    return this.supervisor === null ? startObstacle(ownCommand(this.#tools.origin.environment)) : null;
  }

  async #open(): Promise<NotifySender> {
    const { environment } = this.#tools.origin;
    try {
      return await (this.#tools.native ?? nativeSender)(environment['NOTIFY_SOCKET'] ?? '');
    } catch (cause) {
      const data = { program: 'systemd-notify', needs: 'NotifyAccess=all' };
      this.#tools.journal.record({ name: 'service.sends-by-program', level: 'warn', data, cause });
      return systemdNotifySender(environment);
    }
  }

  #fail(cause: unknown): void {
    if (this.#failed) return;
    this.#failed = true;
    this.#tools.journal.record({ name: 'service.unreachable', level: 'warn', cause });
  }
}
