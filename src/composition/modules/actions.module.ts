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
import { provide } from '../wiring/token.js';
import { T } from '../wiring/tokens.js';

/** What triggers do when they act: start a run, write a file, pass something on, tell something. */
export const actionsModule = new ContainerModule((options) => {
  provide(options, T.requestTemplate, [T.environment], (environment) => new RequestTemplate(environment));
  provide(options, T.triggerFiles, [T.triggerFileRules], (rulesOf) => new TriggerFiles(rulesOf));
  provide(options, T.triggerRuns, [T.effectivePreferences], (preferences) => new TriggerRuns(preferences));
  provide(
    options,
    T.fetchData,
    [T.outbound, T.fileVault, T.triggerFiles, T.requestTemplate, T.codec, T.ending],
    (outbound, vault, files, templates, codec, ending) =>
      new FetchData({ outbound, vault, files, templates, codec, ending }),
  );
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
  provide(
    options,
    T.forwardContent,
    [T.outbound, T.requestTemplate, T.alarm, T.ending, T.journal],
    (outbound, templates, alarm, ending, journal) =>
      new ForwardContent({ outbound, templates, alarm, ending, journal }),
  );
  provide(options, T.uploads, [T.fileVault, T.triggerFiles], (vault, files) => new PlaceUploads(vault, files));
  provide(options, T.writeContent, [T.fileVault, T.triggerFiles], (vault, files) => new WriteContent(vault, files));
  provide(
    options,
    T.actions,
    [T.triggerRuns, T.runLimits, T.clock, T.submitRun, T.writeContent, T.forwardContent, T.notices, T.inbox, T.journal],
    (runs, limits, clock, submitRun, write, forward, notices, inbox, journal) =>
      new PerformAction({ runs, limits, clock, submitRun, write, forward, notices, inbox, journal }),
  );
});
