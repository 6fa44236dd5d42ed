import { expect } from 'chai';
import { type Widening, widening } from '../../../src/application/reload/widening.js';
import { wideningText } from '../../../src/application/reload/widening-text.js';
import { appConfig, type ConfigChange } from '../../support/builders/app-config.js';
import { cronOf } from '../../support/builders/cron.js';
import { webhook } from '../../support/builders/webhook.js';

const engine = { command: null, model: null, permissionMode: null, extraArgs: [], extra: {} };
const hooks = (...webhooks: readonly Parameters<typeof webhook>[0][]) => ({
  triggers: { webhooks: webhooks.map((change) => webhook(change)) },
});
const server = (change: object) => ({
  triggers: { server: { ...appConfig().triggers.server, ...change } },
});

describe('what widens', () => {
  const rows: readonly (readonly [string, ConfigChange, ConfigChange, readonly Widening['kind'][]])[] = [
    ['a user more', {}, { telegram: { allowedUserIds: [7, 8] } }, ['users-added']],
    ['a user in the place of another', {}, { telegram: { allowedUserIds: [8] } }, ['users-added']],
    ['a user fewer', { telegram: { allowedUserIds: [7, 8] } }, {}, []],
    ['anyone', {}, { telegram: { allowAnyUser: true } }, ['any-user']],
    ['a host beyond loopback', {}, server({ host: '0.0.0.0' }), ['host-opened']],
    ['another loopback host', {}, server({ host: '::1' }), []],
    ['a host that was open', server({ host: '0.0.0.0' }), server({ host: '10.0.0.1' }), []],
    ['metrics for all', {}, server({ metricsPublic: true }), ['metrics-opened']],
    ['a trusted proxy', {}, server({ trustedProxies: ['10.0.0.0/8'] }), ['proxies-trusted']],
    ['open webhooks', {}, { triggers: { allowUnauthenticatedWebhooks: true } }, ['unauthenticated-allowed']],
    ['a webhook that asks for less', hooks({ auth: 'github' }), hooks({ auth: 'bearer' }), ['authentication-weakened']],
    ['one that asks for nothing', hooks({}), hooks({ auth: 'none', secrets: [] }), ['authentication-weakened']],
    ['one that asks for more', hooks({ auth: 'hmac-sha1' }), hooks({ auth: 'hmac-sha256' }), []],
    ['a new one', {}, hooks({}), []],
    ['a new one without authentication', {}, hooks({ auth: 'none', secrets: [] }), ['authentication-weakened']],
    ['any address', hooks({ allowIps: ['10.0.0.1/32'] }), hooks({}), ['addresses-opened']],
    ['fewer addresses', hooks({}), hooks({ allowIps: ['10.0.0.1/32'] }), []],
    [
      'an engine that asks nobody',
      {},
      { engines: { claude: { ...engine, permissionMode: 'bypassPermissions' } } },
      ['asks-nobody'],
    ],
    [
      'a switch of its',
      {},
      { engines: { claude: { ...engine, extra: { dangerously_skip_permissions: true } } } },
      ['asks-nobody'],
    ],
    ['an argument of its', {}, { engines: { codex: { ...engine, extraArgs: ['--yolo'] } } }, ['asks-nobody']],
    [
      'a tool that needs no asking',
      { engines: { claude: { ...engine, extra: { allowed_tools: ['Read'] } } } },
      { engines: { claude: { ...engine, extra: { allowed_tools: ['Read', 'Bash'] } } } },
      ['tools-allowed'],
    ],
    [
      'fewer of them',
      { engines: { claude: { ...engine, extra: { allowed_tools: ['Read', 'Bash'] } } } },
      { engines: { claude: { ...engine, extra: { allowed_tools: ['Read'] } } } },
      [],
    ],
    [
      'a cron that asks nobody',
      {},
      { triggers: { crons: [cronOf('a', { permissionMode: 'bypassPermissions' })] } },
      ['asks-nobody'],
    ],
    ['a mode that asks', {}, { engines: { claude: { ...engine, permissionMode: 'plan' } } }, []],
    ['an address to be reached', {}, { security: { outboundAllow: ['10.0.0.0/8'] } }, ['outbound-opened']],
    ['a root outside', {}, { security: { fileRoots: ['/etc'] } }, ['roots-opened']],
    ['a root inside', { security: { fileRoots: ['/srv'] } }, { security: { fileRoots: ['/srv/a'] } }, []],
    ['a root beside', { security: { fileRoots: ['/srv'] } }, { security: { fileRoots: ['/srv2'] } }, ['roots-opened']],
    ['the usual roots', {}, { security: { fileRoots: ['/state/uploads'] } }, []],
  ];
  for (const [what, before, after, kinds] of rows) {
    it(`${kinds.length === 0 ? 'is not' : 'is'} ${what}`, () => {
      const found = widening(appConfig(before), appConfig(after));
      expect(found.map(({ kind }) => kind)).to.deep.equal(kinds);
      for (const one of found) expect(wideningText(one)).not.to.equal('');
    });
  }
});
