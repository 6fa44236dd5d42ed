import { setImmediate } from 'node:timers/promises';
import { expect } from 'chai';
import { TomlConfigSource } from '../../src/adapters/config/toml-config-source.js';
import type { Generation } from '../../src/application/values/generation.js';
import { CONFIG_SCHEMA } from '../../src/composition/wiring/config-schema.js';
import { T } from '../../src/composition/wiring/tokens.js';
import { Secret } from '../../src/domain/secret.js';
import { TestApp, TestWorld } from '../support/app.js';

const toml = new TomlConfigSource({
  schema: CONFIG_SCHEMA,
  file: '/etc/untether/untether.toml',
  environment: {},
  home: '/home/ada',
});

function file(section: string): string {
  const [top, rest] = section.startsWith('[') ? ['', section] : [section, ''];
  const telegram = '[transports.telegram]\nbot_token = "1:token"\nchat_id = 7\n';
  const users = section.includes('allowed_user_ids') ? '' : 'allowed_user_ids = [7]\n';
  return `${top}\n${telegram}${users}${rest.replace('[transports.telegram]\n', '')}\n`;
}

/** The program over the real reader of TOML, without a file. */
class Rig {
  readonly app: TestApp;
  #text = new Secret(file(''));

  private constructor() {
    const world = new TestWorld();
    world.otherSource = {
      read: () => toml.readText(this.#text),
      readAhead: async () => undefined,
      readText: (text) => toml.readText(text),
    };
    this.app = new TestApp(world);
  }

  static async start(): Promise<Rig> {
    const rig = new Rig();
    await TestApp.begin(rig.app);
    return rig;
  }

  get generation(): Generation {
    return this.app.application.get(T.generations).current();
  }

  /** The file is saved; resolves when all that follows has happened. */
  async save(section: string): Promise<string> {
    this.#text = new Secret(file(section));
    let over = false;
    void this.app.application
      .get(T.followConfig)
      .reload({ apply: true })
      .then(() => (over = true));
    while (!over) {
      await setImmediate();
      await this.app.world.time.advance(50);
    }
    await this.app.world.time.advance(10_000);
    return this.app.texts('notice').at(-1) ?? '';
  }

  async status(): Promise<string> {
    return (await this.app.application.get(T.healthCheck).now()).status;
  }
}

interface Row {
  readonly good: string;
  readonly bad: string;
  /** The key that is told of the good edit, and that of the bad one. */
  readonly told: string;
  readonly wrong: string;
  readonly live: (generation: Generation) => unknown;
}

const cron = (schedule: string) => `[[triggers.crons]]\nid = "daily"\nprompt = "p"\nschedule = "${schedule}"`;
const hook = (path: string) =>
  `[[triggers.webhooks]]\nid = "push"\nsecret = "s3cret"\nprompt_template = "p"\npath = "${path}"`;

const rows: Readonly<Record<string, Row>> = {
  'the top': {
    good: 'default_engine = "claude"',
    bad: 'default_engine = 3',
    told: 'default_engine',
    wrong: 'default_engine',
    live: ({ config }) => config.defaultEngine,
  },
  '[transports.telegram]': {
    good: '[transports.telegram]\nallowed_user_ids = [7, 8]',
    bad: '[transports.telegram]\nallowed_user_ids = ["Ada"]',
    told: 'transports.telegram.allowed_user_ids',
    wrong: 'transports.telegram.allowed_user_ids',
    live: ({ access }) => access.admits(7, 8),
  },
  '[projects]': {
    good: '[projects.app]\npath = "/srv/app"',
    bad: '[projects.app]\npath = 1',
    told: 'projects.app',
    wrong: 'projects.app.path',
    live: ({ projects }) => projects.aliases,
  },
  '[claude]': {
    good: '[claude]\nmodel = "opus"',
    bad: '[claude]\npermission_mode = "whatever"',
    told: 'claude.model',
    wrong: 'claude.permission_mode',
    live: ({ config }) => config.engines['claude']?.model,
  },
  '[progress]': {
    good: '[progress]\nverbosity = "verbose"',
    bad: '[progress]\nmax_actions = 51',
    told: 'progress.verbosity',
    wrong: 'progress.max_actions',
    live: ({ config }) => config.progress.verbosity,
  },
  '[footer]': {
    good: '[footer]\nshow_api_cost = false',
    bad: '[footer]\nshow_api_cost = "perhaps"',
    told: 'footer.show_api_cost',
    wrong: 'footer.show_api_cost',
    live: ({ config }) => config.footer.showApiCost,
  },
  '[preamble]': {
    good: '[preamble]\ntext = "Be brief."',
    bad: '[preamble]\ntext = 1',
    told: 'preamble.text',
    wrong: 'preamble.text',
    live: ({ config }) => config.preamble.text,
  },
  '[security]': {
    good: '[security]\noutbound_allow = ["10.0.0.0/8"]',
    bad: '[security]\noutbound_allow = ["ten"]',
    told: 'security.outbound_allow',
    wrong: 'security.outbound_allow',
    live: ({ config }) => config.security.outboundAllow,
  },
  '[watchdog]': {
    good: '[watchdog]\nliveness_timeout = 120',
    bad: '[watchdog]\nliveness_timeout = 1',
    told: 'watchdog.liveness_timeout',
    wrong: 'watchdog.liveness_timeout',
    live: ({ config }) => config.watchdog.livenessTimeoutMs,
  },
  '[auto_continue]': {
    good: '[auto_continue]\nmax_retries = 2',
    bad: '[auto_continue]\nmax_retries = 4',
    told: 'auto_continue.max_retries',
    wrong: 'auto_continue.max_retries',
    live: ({ config }) => config.autoContinue.maxRetries,
  },
  '[cost_budget]': {
    good: '[cost_budget]\nmax_cost_per_day = 5',
    bad: '[cost_budget]\nmax_cost_per_day = -5',
    told: 'cost_budget.max_cost_per_day',
    wrong: 'cost_budget.max_cost_per_day',
    live: ({ config }) => config.costBudget.maxCostPerDayUsd,
  },
  '[loop]': {
    good: '[loop]\nmax_iterations = 3',
    bad: '[loop]\nmax_iterations = 0',
    told: 'loop.max_iterations',
    wrong: 'loop.max_iterations',
    live: ({ config }) => config.loop.maxIterations,
  },
  '[triggers]': {
    good: '[triggers]\nenabled = true',
    bad: '[triggers]\nenabled = "true"\ndefault_timezone = "Australia/Melborne"',
    told: 'triggers.enabled',
    wrong: 'triggers.default_timezone',
    live: ({ config }) => config.triggers.enabled,
  },
  '[triggers.server]': {
    good: '[triggers.server]\nport = 9877',
    bad: '[triggers.server]\nport = 0',
    told: 'triggers.server.port',
    wrong: 'triggers.server.port',
    live: ({ config }) => config.triggers.server.port,
  },
  '[[triggers.crons]]': {
    good: `[triggers]\nenabled = true\n${cron('0 9 * * *')}`,
    bad: `[triggers]\nenabled = true\n${cron('at noon')}`,
    told: 'triggers.crons.daily',
    wrong: 'triggers.crons.0.schedule',
    live: ({ triggers }) => triggers.cron('daily')?.schedule,
  },
  '[[triggers.webhooks]]': {
    good: hook('/hooks/push'),
    bad: hook('hooks'),
    told: 'triggers.webhooks.push',
    wrong: 'triggers.webhooks.0.path',
    live: ({ config }) => config.triggers.webhooks.map(({ path }) => path),
  },
  '[reload]': {
    good: '[reload]\nsettle_ms = 50',
    bad: '[reload]\nsettle_ms = -1',
    told: 'reload.settle_ms',
    wrong: 'reload.settle_ms',
    live: ({ config }) => config.reload.settleMs,
  },
  '[history]': {
    good: '[history]\nkeep_s = 864000',
    bad: '[history]\nkeep_s = "long"',
    told: 'history.keep_s',
    wrong: 'history.keep_s',
    live: ({ config }) => config.history.keepMs,
  },
  '[log]': {
    good: '[log]\nlevel = "debug"',
    bad: '[log]\nlevel = "loud"',
    told: 'log.level',
    wrong: 'log.level',
    live: ({ config }) => config.log.level,
  },
  '[plugins]': {
    good: '[plugins]\nenabled = ["one"]',
    bad: '[plugins]\nenabled = "one"',
    told: 'plugins.enabled',
    wrong: 'plugins.enabled',
    live: ({ config }) => config.plugins.enabled,
  },
};

describe('a section of the file that is right, wrong, and right again', () => {
  for (const [section, { good, bad, told, wrong, live }] of Object.entries(rows)) {
    it(`${section}: is live, keeps the old whole and says where, and is live again`, async () => {
      const rig = await Rig.start();
      const first = live(rig.generation);

      expect(await rig.save(good)).to.include(told);
      const second = live(rig.generation);
      expect(second).not.to.deep.equal(first);
      expect([rig.generation.number, await rig.status()]).to.deep.equal([2, 'ok']);

      expect(await rig.save(bad))
        .to.include(`\`${wrong}\``)
        .and.to.match(/line \d+, column \d+/);
      expect(live(rig.generation)).to.deep.equal(second);
      expect([rig.generation.number, await rig.status()]).to.deep.equal([2, 'degraded']);

      expect(await rig.save(''))
        .to.include('is valid again')
        .and.to.include(told);
      expect(live(rig.generation)).to.deep.equal(first);
      expect([rig.generation.number, await rig.status()]).to.deep.equal([3, 'ok']);
    });
  }
});
