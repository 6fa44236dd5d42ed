import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium } from 'playwright-core';

const USUAL_PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** What is said where there is no browser. */
export const NO_BROWSER = `The pictures need a Chromium, version 120 or later, and found none.
Install one (Debian, Ubuntu: apt-get install chromium fonts-noto-color-emoji), or name its program in CHROMIUM.`;

const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--hide-scrollbars',
];

/** A phone's width in CSS pixels, and how many real ones stand for each. */
const WIDTH = 412;
const SCALE = 2;

/** The program of the browser; `null` where there is none. */
export function browserPath(variables: NodeJS.ProcessEnv = process.env): string | null {
  const named = variables['CHROMIUM'];
  const places = named === undefined || named === '' ? USUAL_PLACES : [named];
  return places.find((path) => existsSync(path)) ?? null;
}

/** A headless browser with an empty profile, which is let reach nothing but what this machine offers. */
export class Browser implements AsyncDisposable {
  readonly #context: BrowserContext;
  readonly #profile: string;

  private constructor(context: BrowserContext, profile: string) {
    this.#context = context;
    this.#profile = profile;
  }

  static async open(executablePath: string): Promise<Browser> {
    const profile = await mkdtemp(join(tmpdir(), 'untether-pictures-'));
    const viewport = { width: WIDTH, height: 200 };
    const options = { executablePath, headless: true, args: QUIET, viewport, deviceScaleFactor: SCALE };
    const context = await chromium.launchPersistentContext(profile, options);
    await context.route('**', (route) => (isLocal(route.request().url()) ? route.continue() : route.abort()));
    return new Browser(context, profile);
  }

  /** The page as a picture, as high as it needs. */
  async picture(html: string, path: string): Promise<void> {
    const page = await this.#context.newPage();
    try {
      await page.setContent(html, { waitUntil: 'load' });
      await page.evaluate(FOLD_QUOTES);
      await page.screenshot({ path, fullPage: true, animations: 'disabled' });
    } finally {
      await page.close();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#context.close();
    await rm(this.#profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Quotes that can be expanded are folded where they have more than three lines, as the apps do it. */
const FOLD_QUOTES = `for (const quote of document.querySelectorAll('blockquote.expandable')) {
  const lines = (quote.clientHeight - 11) / parseFloat(getComputedStyle(quote).lineHeight);
  if (lines > 3.5) quote.classList.add('cut');
}`;

function isLocal(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return (
    protocol === 'data:' || protocol === 'file:' || protocol === 'about:' || ['127.0.0.1', '[::1]'].includes(hostname)
  );
}
