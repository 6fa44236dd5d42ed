import { execFile } from 'node:child_process';
import type { NotifySender } from './notify-sender.js';

/** How long the program may take to hand a message over, in milliseconds. */
const WITHIN_MS = 5_000;

/**
 * Sends by the program systemd-notify(1), where this process can't do it itself. The message comes from that program's process, so
 * a unit must have `NotifyAccess=all` to listen to it.
 */
export function systemdNotifySender(environment: Readonly<Record<string, string | undefined>>): NotifySender {
  const { PATH, NOTIFY_SOCKET } = environment;
  return {
    send: (text) =>
      new Promise((resolve, reject) => {
        const options = { env: { PATH, NOTIFY_SOCKET }, timeout: WITHIN_MS, killSignal: 'SIGKILL' as const };
        execFile('systemd-notify', ['--', ...text.split('\n')], options, (error) => {
          if (error === null) resolve();
          else reject(error);
        });
      }),
  };
}
