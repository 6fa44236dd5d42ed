import { checkReport } from '../adapters/config/check-report.js';
import { configFile, configSource, type Launch } from './launch.js';

/** `untether config check`: prints every problem of the file; 0 if there is none, else 1. */
export async function checkConfig(launch: Launch & { readonly json: boolean }): Promise<number> {
  const { reading, idle } = await configSource(launch).inspect({ lenient: false });
  const report = checkReport(reading, { file: configFile(launch), idle });
  console.log(launch.json ? JSON.stringify(report.json, null, 2) : report.lines.join('\n'));
  return report.exitCode;
}
