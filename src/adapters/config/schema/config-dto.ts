import { EngineManifests } from '../../../domain/engine/engine-manifests.js';
import type { EngineId } from '../../../domain/ids.js';
import { FooterDto } from './chat/footer-dto.js';
import { InteractionDto } from './chat/interaction-dto.js';
import { ProgressDto } from './chat/progress-dto.js';
import { TransportsDto } from './chat/transports-dto.js';
import { EngineDto } from './engines/engine-dto.js';
import { Key, NamedTables, SubTable, TakesEffect } from './keys/key.js';
import { flag } from './kinds/flag.js';
import { choice, text } from './kinds/text.js';
import { AutoContinueDto } from './program/auto-continue-dto.js';
import { CostBudgetDto } from './program/cost-budget-dto.js';
import { HistoryDto } from './program/history-dto.js';
import { LogDto } from './program/log-dto.js';
import { LoopDto } from './program/loop-dto.js';
import { PluginsDto } from './program/plugins-dto.js';
import { PreambleDto } from './program/preamble-dto.js';
import { ProjectDto } from './program/project-dto.js';
import { ReloadDto } from './program/reload-dto.js';
import { SecurityDto } from './program/security-dto.js';
import { WatchdogDto } from './program/watchdog-dto.js';
import { TriggersDto } from './triggers/triggers-dto.js';
import { engineWidened } from './verdicts/table-verdicts.js';
import { changed, turnedOn } from './verdicts/verdicts.js';

/** The whole of `untether.toml`, but for the tables of the known engines, which `configSchema` adds. */
@TakesEffect('at-once')
export class ConfigDto {
  @Key(flag(), 'Follow edits of the file; `SIGHUP` and `/reload` read it at once whatever this says.', {
    widens: turnedOn,
  })
  watch_config = true;

  @Key(text('engine'), 'The engine for messages that name none.', { widens: engineWidened })
  default_engine = 'codex';

  @Key(text('project'), 'The project for messages that name none.', { widens: 'never' })
  default_project: string | null = null;

  @Key(choice('telegram'), 'The chat system.', { widens: 'never' })
  transport: 'telegram' = 'telegram';

  @Key(text('path'), 'Where databases, uploads and the last good files are kept; fixed while the program runs.', {
    defaultText: '`state/` beside the configuration file',
    live: 'next-start',
    widens: changed,
  })
  state_dir: string | null = null;

  @SubTable(TransportsDto, 'Chat systems.')
  transports = new TransportsDto();

  @NamedTables(ProjectDto, 'A directory that agents work in. The name is used in chats, in any case.', 'widens')
  projects: ReadonlyMap<string, ProjectDto> = new Map();

  @NamedTables(EngineDto, 'Engines that come with plugins.', 'as-defaults')
  engines: ReadonlyMap<string, EngineDto> = new Map();

  @SubTable(ProgressDto, 'Messages that show the progress of a run.')
  progress = new ProgressDto();

  @SubTable(FooterDto, 'The last line of an answer.')
  footer = new FooterDto();

  @SubTable(PreambleDto, 'What an agent reads ahead of each prompt.')
  preamble = new PreambleDto();

  @SubTable(SecurityDto, 'What engines and triggers may see and reach.')
  security = new SecurityDto();

  @SubTable(WatchdogDto, 'Limits of runs, and what is done about silent ones.')
  watchdog = new WatchdogDto();

  @SubTable(AutoContinueDto, 'Runs that end without an answer.')
  auto_continue = new AutoContinueDto();

  @SubTable(CostBudgetDto, 'What runs may cost.')
  cost_budget = new CostBudgetDto();

  @SubTable(LoopDto, 'Wake-ups that an agent sets for itself.')
  loop = new LoopDto();

  @SubTable(TriggersDto, 'Runs that are started by webhooks and crons.')
  triggers = new TriggersDto();

  @SubTable(ReloadDto, 'How edits of the file are taken over.')
  reload = new ReloadDto();

  @SubTable(InteractionDto, 'How a person is asked, and heard, during a run.')
  interaction = new InteractionDto();

  @SubTable(HistoryDto, 'How long work that is over is remembered.')
  history = new HistoryDto();

  @SubTable(LogDto, 'What the program logs.')
  log = new LogDto();

  @SubTable(PluginsDto, 'Plugins. `[plugins.<name>]` is handed to the plugin as it is.')
  plugins = new PluginsDto();

  /** The engines that have a table of their own. */
  get knownEngines(): EngineManifests {
    return new EngineManifests([]);
  }

  /** What the table of a known engine says; `null` if there is none. */
  ownTable(id: EngineId): EngineDto | null {
    return (this as unknown as Readonly<Record<EngineId, EngineDto | null>>)[id] ?? null;
  }
}
