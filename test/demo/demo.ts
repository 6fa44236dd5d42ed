import { DemoStage } from './demo-stage.js';
import { liveChat } from './live-chat.js';
import { tour } from './tour.js';

const stage = await DemoStage.open();
// When the terminal is closed, what was started must not stay behind.
for (const signal of ['SIGHUP', 'SIGTERM'] as const) {
  process.once(signal, () => void stage.close().finally(() => process.exit(1)));
}
let failure: unknown = null;
try {
  if (process.stdin.isTTY && process.stdout.isTTY) await liveChat(stage, process.stdin, process.stdout);
  else {
    console.log(`Untether demo, played by itself. Configuration: ${stage.configPath}\n`);
    await tour(stage, (line) => console.log(line));
  }
} catch (error) {
  failure = error;
}
const exitCode = await stage.close();
if (failure !== null) console.error(failure instanceof Error ? failure.message : failure);
else console.log(`Untether was asked to stop and ended with exit code ${exitCode}.`);
process.exitCode = failure === null && exitCode === 0 ? 0 : 1;
