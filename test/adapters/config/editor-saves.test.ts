import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { ConfigFileWatch } from '../../../src/adapters/config/read/config-file-watch.js';
import { SystemAlarm } from '../../../src/adapters/system/system-alarm.js';
import { SystemClock } from '../../../src/adapters/system/system-clock.js';
import { expectNoLeaks } from '../../support/leaks.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';
import { EDITOR_SAVES, type EditorSave, isInstalled } from './editor-saves.js';

/** A text of which no part is what the whole is, longer than what is written in one piece. */
function text(version: number): string {
  return Array.from({ length: 2_000 }, (_, line) => `key_${line} = "version ${version}"\n`).join('');
}

/** What the watch tells of a save, as it is read at that moment, until the whole is told. */
async function told(save: EditorSave['replay'], settleMs: number): Promise<readonly string[]> {
  await using directory = await temporaryDirectory();
  const file = join(directory.path, 'conf', 'untether.toml');
  await mkdir(join(directory.path, 'conf'));
  await writeFile(file, text(1));
  const clock = new SystemClock();
  const alarm = new SystemAlarm(clock);
  const watch = new ConfigFileWatch(file, alarm, clock);
  const seen: string[] = [];
  let wake: () => void = () => undefined;
  let settleNowMs = 0;
  const onEdit = () => {
    seen.push(readFileSync(file, 'utf8'));
    wake();
  };
  const until = async (whole: string) => {
    while (seen.at(-1) !== whole) await new Promise<void>((resolve) => (wake = resolve));
  };
  try {
    await watch.start(onEdit, () => settleNowMs);
    await until(text(1));
    seen.length = 0;
    settleNowMs = settleMs;
    await save(file, text(2));
    await until(text(2));
    return seen;
  } finally {
    await watch.stop();
    alarm.close();
  }
}

describe('the watch over a file that programs save', () => {
  expectNoLeaks();

  for (const { name, program, replay, isRename } of EDITOR_SAVES) {
    // Longer than a slow machine stands still, since a settle time that is over tells what is there.
    const settleMs = isRename ? 3_600_000 : 1_000;
    it(`tells the whole and nothing else${isRename ? ', at once' : ''}: ${name}`, async () => {
      for (const one of await told(replay, settleMs)) expect([text(1), text(2)]).to.include(one);
      if (program === undefined || !(await isInstalled(program.command))) return;
      for (const one of await told(program.save, settleMs)) expect([text(1), text(2)]).to.include(one);
    });
  }
});
