import { expect } from 'chai';
import { overridden, overridesIn } from '../../../src/adapters/config/environment/kept-overrides.js';
import { TomlConfigSource } from '../../../src/adapters/config/toml-config-source.js';
import { CONFIG_SCHEMA } from '../../../src/composition/wiring/config-schema.js';
import { Secret } from '../../../src/domain/secret.js';

const TEXT = new Secret('[transports.telegram]\nbot_token = "1:x"\nchat_id = 1\nallowed_user_ids = [7]\n');
const USERS = 'UNTETHER__TRANSPORTS__TELEGRAM__ALLOWED_USER_IDS';

describe('the variables that overrode keys when a file was applied', () => {
  const sourceIn = (environment: Record<string, string>) =>
    new TomlConfigSource({ schema: CONFIG_SCHEMA, file: '/nowhere/untether.toml', environment, home: '/nowhere' });

  it('give an earlier text its meaning again, whatever is set now', async () => {
    const then = await sourceIn({ PATH: '/bin' }).readText(TEXT);
    if (!then.ok) throw new Error('not good');
    const now = sourceIn({ PATH: '/bin', [USERS]: '[7, 42]' });
    for (const [overrides, users] of [
      [null, [7, 42]],
      [then.overrides, [7]],
    ] as const) {
      const reading = await now.readText(TEXT, overrides);
      expect(reading.ok && reading.config.telegram.allowedUserIds).to.deep.equal(users);
    }
    const back = await sourceIn({}).readText(
      TEXT,
      (await now.readText(TEXT)).ok ? overridesIn({ [USERS]: '[9]' }) : null,
    );
    expect(back.ok && back.config.telegram.allowedUserIds).to.deep.equal([9]);
  });

  it('set nothing else, also if what was kept is damaged', () => {
    const environment = { PATH: '/bin', [USERS]: '[1]' };
    for (const kept of ['', '{', 'null', '{"PATH":"/x"}', '[["PATH","/x"]]', '[[1,2],["UNTETHER__X"]]']) {
      expect(overridden(environment, new Secret(kept)), kept).to.deep.equal({ PATH: '/bin' });
    }
  });
});
