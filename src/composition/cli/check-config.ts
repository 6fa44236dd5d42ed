import { checkReport } from '../../adapters/config/report/check-report.js';
import { IntlCronCalendar } from '../../adapters/cron/intl-cron-calendar.js';
import { SystemClock } from '../../adapters/system/system-clock.js';
import { previewCrons } from '../../application/triggers/cron-preview.js';
import { configSource } from './config-access.js';
import { configFile, type Launch } from './launch.js';

/** `untether config check`: prints every problem of the file and when its crons fire next; 0 if there is none, else 1. */
export async function checkConfig(launch: Launch & { readonly json: boolean }): Promise<number> {
  const { reading, unimplemented } = await configSource(launch).inspect({ lenient: false });
  const crons = reading.ok ? previewCrons(reading.config, new IntlCronCalendar(), new SystemClock().now()) : [];
  const report = checkReport(reading, { file: configFile(launch), unimplemented, crons });
  console.log(launch.json ? JSON.stringify(report.json, null, 2) : report.lines.join('\n'));
  return report.exitCode;
}
