import { DemoStage } from './demo-stage.js';
import { liveChat } from './live-chat.js';
import { tour } from './tour.js';

/** How long a step of the agent takes: for a person who reads along, and where nobody waits for it. */
const WATCHED_MS = 900;
const UNWATCHED_MS = 120;

const isTerminal = process.stdin.isTTY && process.stdout.isTTY;
const leaving = new AbortController();
const left = new Promise<never>((_, reject) => {
  leaving.signal.addEventListener('abort', () => reject(leaving.signal.reason));
});
left.catch(() => undefined);
const leave = (reason: string) => leaving.abort(new Error(reason));
for (const signal of ['SIGHUP', 'SIGTERM', 'SIGINT'] as const) process.on(signal, () => leave(`Left by ${signal}.`));
// A reader that has seen enough, such as `head`.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => leave('Nobody reads any more.'));

if (isTerminal) console.log('Starting Untether…');
const opening = DemoStage.open({ paceMs: isTerminal ? WATCHED_MS : UNWATCHED_MS });
let failure: unknown = null;
try {
  // Whoever leaves before it is open leaves the rest to the keeper, which tidies up behind this process.
  const stage = await Promise.race([opening, left]);
  await play(stage).catch((error: unknown) => {
    failure = error;
  });
  const exitCode = await stage.close();
  if (failure === null) console.log(farewell(exitCode));
} catch (error) {
  failure ??= error;
}
if (failure !== null) console.error(failure instanceof Error ? failure.message : failure);
process.exit(failure === null ? 0 : 1);

async function play(stage: DemoStage): Promise<void> {
  if (isTerminal) return await liveChat(stage, { input: process.stdin, output: process.stdout }, leaving.signal);
  console.log(`Untether demo, played by itself. Configuration: ${stage.files.configPath}\n`);
  await Promise.race([tour(stage, (line) => console.log(line)), left]);
}

function farewell(exitCode: number | null): string {
  if (exitCode === 0) return 'Untether was asked to stop and ended with exit code 0. Nothing is left behind.';
  return 'Untether was stopped in the middle of a run. Nothing is left behind.';
}
