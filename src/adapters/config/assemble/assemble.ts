import { resolve } from 'node:path';
import type { AppConfig } from '../../../application/values/app-config.js';
import type { Project } from '../../../domain/project/project.js';
import type { Secret } from '../../../domain/secret.js';
import { absolute, type Surroundings, stateDirectory, withHome } from '../environment/surroundings.js';
import type { LeftOut } from '../read/lenient.js';
import type { ConfigDto } from '../schema/config-dto.js';
import { secretFilePaths, secretsOf } from '../secrets/secret-sources.js';
import type { Vault } from '../secrets/vault.js';
import { toJson } from '../toml/tree.js';
import { engineSettings } from './engine-settings.js';
import { deepFreeze } from './freeze.js';
import {
  autoContinueSettings,
  costBudgetSettings,
  interactionSettings,
  loopSettings,
  progressSettings,
  securitySettings,
} from './run-settings.js';
import { telegramSettings } from './telegram-settings.js';
import { triggerSettings } from './trigger-settings.js';
import { ms } from './units.js';
import { watchdogSettings } from './watchdog-settings.js';

/** What a configuration without faults says, without the entries that are left out; frozen. */
export function assemble(dto: ConfigDto, vault: Vault, out: LeftOut, around: Surroundings): AppConfig {
  const projects = projectsOf(dto, out, around);
  const wanted = dto.default_project?.toLowerCase() ?? null;
  return deepFreeze({
    watchConfig: dto.watch_config,
    defaultEngine: dto.default_engine.toLowerCase(),
    defaultProject: projects.some((project) => project.alias === wanted) ? wanted : null,
    stateDirectory: stateDirectory(dto.state_dir, around),
    telegram: telegramSettings(dto.transports.telegram, tokenOf(dto, vault)),
    projects,
    engines: engineSettings(dto, out),
    progress: progressSettings(dto.progress),
    footer: {
      showApiCost: dto.footer.show_api_cost,
      showSubscriptionUsage: dto.footer.show_subscription_usage,
    },
    preamble: { enabled: dto.preamble.enabled, text: dto.preamble.text },
    security: securitySettings(dto.security, secretFilePaths(dto, around), around),
    watchdog: watchdogSettings(dto.watchdog),
    autoContinue: autoContinueSettings(dto.auto_continue),
    loop: loopSettings(dto.loop),
    costBudget: costBudgetSettings(dto.cost_budget),
    triggers: triggerSettings(dto.triggers, vault, out),
    reload: {
      announce: dto.reload.announce,
      approve: dto.reload.approve,
      tripwire: dto.reload.tripwire,
      settleMs: dto.reload.settle_ms,
    },
    interaction: interactionSettings(dto.interaction),
    history: { keepMs: ms(dto.history.keep_s) },
    log: { level: dto.log.level, format: dto.log.format },
    plugins: { enabled: dto.plugins.enabled, tables: pluginTables(dto, out) },
  });
}

function projectsOf(dto: ConfigDto, out: LeftOut, around: Surroundings): readonly Project[] {
  return [...dto.projects].flatMap(([name, table]) => {
    if (out.has(['projects', name])) return [];
    const path = absolute(table.path, around);
    return {
      alias: name.toLowerCase(),
      name,
      path,
      worktreesDirectory: resolve(path, withHome(table.worktrees_dir, around.home)),
      worktreeBase: table.worktree_base,
      defaultEngine: table.default_engine?.toLowerCase() ?? null,
      chatId: table.chat_id,
    };
  });
}

function tokenOf(dto: ConfigDto, vault: Vault): Secret {
  const { bot_token, bot_token_env, bot_token_file } = dto.transports.telegram;
  const [token] = secretsOf({ own: bot_token, variable: bot_token_env, file: bot_token_file, further: [] }, vault);
  if (token === undefined) throw new Error('A configuration without a token passed as one without faults.');
  return token;
}

function pluginTables(dto: ConfigDto, out: LeftOut): Readonly<Record<string, unknown>> {
  const tables = Object.entries(dto.plugins.extra).filter(([name]) => !out.has(['plugins', name]));
  return Object.fromEntries(tables.map(([name, table]) => [name, toJson(table)]));
}
