import { mkdtempSync, rmSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ConfigFileWatch } from '../../src/adapters/config/read/config-file-watch.js';
import { TomlConfigSource } from '../../src/adapters/config/toml-config-source.js';
import { SystemAlarm } from '../../src/adapters/system/system-alarm.js';
import { SystemClock } from '../../src/adapters/system/system-clock.js';
import { ConfigReloader, type ReloadPart } from '../../src/application/reload/config-reloader.js';
import { ConfigStatus } from '../../src/application/reload/config-status.js';
import { Generations } from '../../src/application/values/generation.js';
import { CONFIG_SCHEMA } from '../../src/composition/wiring/config-schema.js';
import { ok } from '../../src/domain/result.js';
import { FakeJournal } from '../support/fakes/fake-journal.js';
import { line, quantile } from './measure.js';

/** Fewer where one takes long. */
const EDITS = 60;
const MANY_TRIGGERS = 10_000;
const EDITS_OF_MANY = 20;

/** How long an edit takes from the end of the write to the new generation, saved in place and by rename. */
export async function benchReload(): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const [triggers, warned] of [
    [10, false],
    [100, false],
    [1_000, false],
    [1_000, true],
    [MANY_TRIGGERS, false],
  ] as const) {
    for (const [name, settleMs, byRename] of [
      ['in place, settle 0', 0, false],
      ['in place, default settle', 20, false],
      ['by rename', 20, true],
    ] as const) {
      const times = await edits(triggers, warned, settleMs, byRename);
      const what = `${triggers} triggers${warned ? ' and a warning' : ''}`;
      lines.push(line(`edit to live, ${what}, ${name}, p50`, quantile(times, 0.5), 'ms'));
      lines.push(line('  p99', quantile(times, 0.99), 'ms'));
    }
  }
  return lines;
}

async function edits(
  triggers: number,
  warned: boolean,
  settleMs: number,
  byRename: boolean,
): Promise<readonly number[]> {
  const directory = mkdtempSync(join(tmpdir(), 'untether-bench-'));
  const file = join(directory, 'untether.toml');
  const clock = new SystemClock();
  const alarm = new SystemAlarm(clock);
  const source = new TomlConfigSource({ schema: CONFIG_SCHEMA, file, environment: {}, home: directory });
  const watch = new ConfigFileWatch(file, alarm, clock);
  const generations = new Generations();
  const engines = {
    ids: [],
    engines: [],
    find: () => ({ ok: false, problem: { kind: 'other', message: '' } }) as const,
  };
  const reloader = new ConfigReloader({
    generations,
    status: new ConfigStatus(clock),
    parts: [stopwatch(() => live())],
    enginesOf: () => engines,
    journal: new FakeJournal(),
    clock,
  });
  let live: () => void = () => undefined;
  try {
    await writeFile(file, config(triggers, warned, 0), { mode: 0o600 });
    await reloader.apply(await source.read({ lenient: false }));
    await watch.start(
      () => void source.read({ lenient: false }).then((reading) => reloader.apply(reading)),
      () => settleMs,
    );
    const times: number[] = [];
    const count = triggers < MANY_TRIGGERS ? EDITS : EDITS_OF_MANY;
    for (let edit = 1; edit <= count; edit++) {
      const applied = new Promise<number>((resolve) => (live = () => resolve(performance.now())));
      const target = byRename ? `${file}.new` : file;
      await writeFile(target, config(triggers, warned, edit), { mode: 0o600 });
      const saved = performance.now();
      if (byRename) await rename(target, file);
      times.push((await applied) - saved);
      await pause(30);
    }
    if (generations.current().number < count) throw new Error('an edit was missed');
    return times;
  } finally {
    await watch.stop();
    alarm.close();
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Tells when what is staged becomes live. */
function stopwatch(live: () => void): ReloadPart {
  return { name: 'stopwatch', stage: async () => ok({ effect: 'none', commit: live, abort: async () => undefined }) };
}

function config(triggers: number, warned: boolean, edit: number): string {
  const crons = Array.from(
    { length: triggers },
    (_, n) => `[[triggers.crons]]\nid = "c${n}"\nschedule = "${n % 60} * * * *"\nprompt = "edit ${edit}"\n`,
  );
  return `[transports.telegram]
bot_token = "1:x"
chat_id = 1
allowed_user_ids = [1]
${warned ? '[projects.gone]\npath = "/nowhere/to/be/found"\n' : ''}[triggers]
enabled = true
${crons.join('')}`;
}
