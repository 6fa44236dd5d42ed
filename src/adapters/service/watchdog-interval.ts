/** How often systemd wants a sign of life from the process, in milliseconds; `null` if it does not (sd_watchdog_enabled(3)). */
export function watchdogInterval(
  environment: Readonly<Record<string, string | undefined>>,
  pid: number,
): number | null {
  const { WATCHDOG_USEC: interval = '', WATCHDOG_PID: meant } = environment;
  if (meant !== undefined && meant !== String(pid)) return null;
  const ms = /^\d+$/.test(interval) ? Number(interval) / 1_000 : 0;
  return ms > 0 && Number.isFinite(ms) ? ms : null;
}
