import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { DemoStage } from '../demo-stage.js';
import { Visitor } from '../visitor.js';
import { Browser, browserPath, NO_BROWSER } from './browser.js';
import { chatHtml } from './chat-html.js';
import { pictureMessages } from './picture-message.js';
import { SCENES, type Scene } from './scenes.js';

const CSS = fileURLToPath(new URL('../../../../test/demo/pictures/telegram.css', import.meta.url));
const PICTURES = fileURLToPath(new URL('../../../../docs/pictures', import.meta.url));
const THEMES = ['dark', 'light'] as const;
const BOT_NAME = 'Untether';
/** A step of the agent: slow enough that a progress message is seen in between. */
const PACE_MS = 500;
const LARGEST_BYTES = 160_000;

/** Takes a page, and says what became of it; `false` if it can't be used. */
type Taker = (html: string, name: string) => Promise<boolean>;

/** Takes the scenes that are named, or all, as `docs/pictures/<scene>-<theme>.png`, or as pages into the directory of `--pages`. */
async function takePictures(): Promise<number> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { pages: { type: 'string' } } });
  const unknown = positionals.find((name) => !SCENES.some((scene) => scene.name === name));
  if (unknown !== undefined) {
    console.error(`There is no scene "${unknown}"; there are ${SCENES.map(({ name }) => name).join(', ')}.`);
    return 2;
  }
  const scenes = SCENES.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
  if (values.pages !== undefined) return await takeAll(scenes, intoPages(values.pages));
  const program = browserPath();
  if (program === null) {
    console.error(NO_BROWSER);
    return 1;
  }
  await using browser = await Browser.open(program);
  return await takeAll(scenes, intoPictures(browser));
}

async function takeAll(scenes: readonly Scene[], take: Taker): Promise<number> {
  const css = await readFile(CSS, 'utf8');
  let isGood = true;
  for (const scene of scenes) {
    const messages = pictureMessages(await played(scene), BOT_NAME);
    for (const theme of THEMES) {
      const html = chatHtml({ title: BOT_NAME, subtitle: 'bot', messages, theme, css });
      isGood = (await take(html, `${scene.name}-${theme}`)) && isGood;
    }
  }
  return isGood ? 0 : 1;
}

/** Plays a scene on a stage of its own. */
async function played(scene: Scene): ReturnType<Scene['play']> {
  const stage = await DemoStage.open({ paceMs: PACE_MS });
  try {
    return await scene.play(new Visitor(stage));
  } finally {
    await stage.close();
  }
}

function intoPages(directory: string): Taker {
  return async (html, name) => {
    await mkdir(directory, { recursive: true });
    await writeFile(join(directory, `${name}.html`), html);
    console.log(`${name}.html`);
    return true;
  };
}

function intoPictures(browser: Browser): Taker {
  return async (html, name) => {
    await mkdir(PICTURES, { recursive: true });
    const path = join(PICTURES, `${name}.png`);
    await browser.picture(html, path);
    const { size } = await stat(path);
    const isSmall = size <= LARGEST_BYTES;
    console.log(`${name}.png: ${Math.ceil(size / 1_000)} KB${isSmall ? '' : ', too large: make the scene shorter'}`);
    return isSmall;
  };
}

process.exit(
  await takePictures().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  }),
);
