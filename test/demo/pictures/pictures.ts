import { mkdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DemoStage } from '../demo-stage.js';
import { Visitor } from '../visitor.js';
import { Browser, browserPath, NO_BROWSER } from './browser.js';
import { chatHtml } from './chat-html.js';
import { pictureMessages } from './picture-message.js';
import { SCENES, type Scene } from './scenes.js';

const CSS = fileURLToPath(new URL('../../../../test/demo/pictures/telegram.css', import.meta.url));
const PICTURES = fileURLToPath(new URL('../../../../docs/pictures', import.meta.url));
const BOT_NAME = 'Untether';
/** A step of the agent: slow enough that a progress message is seen in between. */
const PACE_MS = 500;
const LARGEST_BYTES = 150_000;

/** Takes the scenes that are named, or all, and writes `docs/pictures/<scene>-<theme>.png`. */
async function takePictures(names: readonly string[]): Promise<number> {
  const unknown = names.find((name) => !SCENES.some((scene) => scene.name === name));
  if (unknown !== undefined) {
    console.error(`There is no scene "${unknown}"; there are ${SCENES.map(({ name }) => name).join(', ')}.`);
    return 2;
  }
  const program = browserPath();
  if (program === null) {
    console.error(NO_BROWSER);
    return 1;
  }
  const css = await readFile(CSS, 'utf8');
  await mkdir(PICTURES, { recursive: true });
  await using browser = await Browser.open(program);
  const wanted = SCENES.filter(({ name }) => names.length === 0 || names.includes(name));
  let tooLarge = 0;
  for (const scene of wanted) tooLarge += await takeScene(scene, browser, css);
  return tooLarge === 0 ? 0 : 1;
}

/** How many of its pictures are too large. */
async function takeScene(scene: Scene, browser: Browser, css: string): Promise<number> {
  const logged = await played(scene);
  if (logged === null) {
    console.log(`${scene.name}: not in this version`);
    return 0;
  }
  const messages = pictureMessages(logged, BOT_NAME);
  let tooLarge = 0;
  for (const theme of ['dark', 'light'] as const) {
    const path = join(PICTURES, `${scene.name}-${theme}.png`);
    await browser.picture(chatHtml({ title: BOT_NAME, subtitle: 'bot', messages, theme, css }), path);
    const { size } = await stat(path);
    if (size > LARGEST_BYTES) tooLarge += 1;
    console.log(
      `${scene.name}-${theme}.png: ${Math.ceil(size / 1_000)} KB${size > LARGEST_BYTES ? ', too large' : ''}`,
    );
  }
  return tooLarge;
}

async function played(scene: Scene): ReturnType<Scene['play']> {
  const stage = await DemoStage.open({ paceMs: PACE_MS });
  try {
    return await scene.play(new Visitor(stage));
  } finally {
    await stage.close();
  }
}

process.exit(await takePictures(process.argv.slice(2)));
