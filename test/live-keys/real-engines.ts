import { createEngineCatalog } from '../../src/adapters/engines/engine-catalog.js';
import { LiveRuns } from '../../src/adapters/engines/process/live-runs.js';
import { ProgramVersions } from '../../src/adapters/engines/process/program-version.js';
import type { Alarm } from '../../src/domain/ports/alarm.js';
import { RealTime } from '../adapters/engines/real-time.js';
import { scriptedEngine } from '../support/scripted-engine/path.js';
import type { Tree } from './document.js';
import type { Here, LiveStage } from './live-stage.js';

/** The chat that the project of `around` belongs to. */
export const PROJECT_CHAT = -9;

/** Real engines in place of the fakes, for a stage whose runs are to be processes. */
export const realEngines = {
  /** Puts them in a world; they start the scripted program, on a machine with 1,000 MB to spare. */
  before: ({ world, directory, environment, seen }: Here, alarm: Alarm = new RealTime()): void => {
    Object.assign(environment, { PATH: process.env['PATH'], HOME: directory, CLAUDE_SCRIPTED_DIR: directory });
    Object.assign(environment, { ANTHROPIC_API_KEY: 'nobody’s', EXTRA_ONE: '1', OTHER_TWO: '2' });
    const [live, versions] = [new LiveRuns(), new ProgramVersions()];
    world.otherEngines = (config) =>
      createEngineCatalog(config, {
        ...{ clock: new RealTime(), alarm, live, versions, environment, temporaryDirectory: `${directory}/tmp` },
        journal: { record: ({ name }) => void seen.add(name) },
        availableMemoryMb: () => 1_000,
        timings: { startUpMs: 300_000, pollMs: 10, lookMs: 0 },
      });
  },

  /** What the file says for that. */
  around: ({ directory }: Here): Tree => ({
    default_project: 'garden',
    projects: { garden: { path: directory, chat_id: PROJECT_CHAT } },
    claude: { command: scriptedEngine },
  }),

  /** The answer of a run, or the kind of problem that it ended with. */
  answer: async (stage: LiveStage, prompt: string): Promise<string> => {
    const known = stage.app.shown('final').length;
    await stage.app.say(prompt);
    await stage.wait(() => stage.app.shown('final').length > known);
    const { view } = stage.app.shown('final').at(-1) ?? {};
    return view !== null && view !== undefined && 'answer' in view ? view.answer || `${view.problem?.kind}` : '';
  },
};
