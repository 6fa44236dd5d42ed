import { expect } from 'chai';
import { TomlConfigSource } from '../../../src/adapters/config/toml-config-source.js';
import { CONFIG_SCHEMA } from '../../../src/composition/wiring/config-schema.js';
import { ConfigDirectory } from './config-directory.js';
import { LEAST } from './read-text.js';

describe('what is remembered of a text', () => {
  it('is worked out again if that failed, as where a module could not be loaded', async () => {
    using directory = new ConfigDirectory();
    const { file, environment, path: home } = directory;
    directory.write(`${LEAST}[[triggers.crons]]\nid = "c"\nschedule = "0 8 * * *"\nprompt = "x"\n`);
    let isMissing = true;
    const judge = async (written: readonly string[]) => {
      if (isMissing) throw new Error("Cannot find module 'cron'");
      return written.map(() => ({ problem: null, doubts: [] }));
    };
    const source = new TomlConfigSource({ schema: CONFIG_SCHEMA, file, environment, home, schedules: { judge } });
    const read = () => source.read({ lenient: false });
    const failed = await read().catch(({ message }: Error) => message);
    expect(failed).to.equal("Cannot find module 'cron'");
    isMissing = false;
    expect(await read()).to.have.property('ok', true);
  });
});
