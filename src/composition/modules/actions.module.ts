import { ContainerModule } from 'inversify';
import { CronEvents } from '../../application/triggers/actions/cron-events.js';
import { FetchData } from '../../application/triggers/actions/fetch-data.js';
import { ForwardContent } from '../../application/triggers/actions/forward-content.js';
import { PerformAction } from '../../application/triggers/actions/perform-action.js';
import { PlaceUploads } from '../../application/triggers/actions/place-uploads.js';
import { RequestTemplate } from '../../application/triggers/actions/request-template.js';
import { RunLimits } from '../../application/triggers/actions/run-limits.js';
import { TriggerRuns } from '../../application/triggers/actions/trigger-runs.js';
import { WriteContent } from '../../application/triggers/actions/write-content.js';
import { TriggerFiles } from '../../application/triggers/files/trigger-files.js';
import { build, provide } from '../wiring/token.js';
import { T, the } from '../wiring/tokens.js';

/** What triggers do when they act: start a run, write a file, pass something on, tell something. */
export const actionsModule = new ContainerModule((options) => {
  provide(options, T.requestTemplate, [T.environment], (environment) => new RequestTemplate(environment));
  provide(options, T.triggerFiles, [T.triggerFileRules], (rulesOf) => new TriggerFiles(rulesOf));
  provide(options, T.triggerRuns, [T.effectivePreferences], (preferences) => new TriggerRuns(preferences));
  build(options, T.fetchData, FetchData, {
    ...the('outbound', 'codec', 'ending'),
    vault: T.fileVault,
    files: T.triggerFiles,
    templates: T.requestTemplate,
  });
  provide(
    options,
    T.cronOccasions,
    [T.fetchData, T.calendar, T.tokens, T.codec],
    (fetchData, calendar, tokens, codec) => new CronEvents(fetchData, calendar, tokens, codec),
  );
  provide(
    options,
    T.runLimits,
    [T.dispatcher, T.milestones, T.clock],
    (dispatcher, milestones, clock) => new RunLimits(dispatcher, milestones, clock),
  );
  build(options, T.forwardContent, ForwardContent, {
    ...the('outbound', 'alarm', 'ending', 'journal'),
    templates: T.requestTemplate,
  });
  provide(options, T.uploads, [T.fileVault, T.triggerFiles], (vault, files) => new PlaceUploads(vault, files));
  provide(options, T.writeContent, [T.fileVault, T.triggerFiles], (vault, files) => new WriteContent(vault, files));
  build(options, T.actions, PerformAction, {
    ...the('clock', 'submitRun', 'notices', 'inbox', 'journal'),
    runs: T.triggerRuns,
    limits: T.runLimits,
    write: T.writeContent,
    forward: T.forwardContent,
  });
});
