import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { TomlConfigSource } from '../../../src/adapters/config/toml-config-source.js';
import { IntlCronCalendar } from '../../../src/adapters/cron/intl-cron-calendar.js';
import { CONFIG_SCHEMA } from '../../../src/composition/wiring/config-schema.js';

/** A temporary directory with a configuration file in it; removed when it is disposed of. */
export class ConfigDirectory {
  readonly path = mkdtempSync(join(tmpdir(), 'untether-config-'));
  readonly file = join(this.path, 'untether.toml');
  readonly environment: Record<string, string> = {};

  /** Writes a file that only its owner may open, by default the configuration. */
  write(content: string | Uint8Array, name = 'untether.toml', mode = 0o600): string {
    const path = join(this.path, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    chmodSync(path, mode);
    return path;
  }

  source(): TomlConfigSource {
    const schedules = new IntlCronCalendar();
    return new TomlConfigSource({
      schema: CONFIG_SCHEMA,
      file: this.file,
      environment: this.environment,
      home: this.path,
      schedules,
    });
  }

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
