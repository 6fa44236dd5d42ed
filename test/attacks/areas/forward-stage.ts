import { readFileSync } from 'node:fs';
import type { TestRequest } from '../../support/http-request.js';
import { LoopbackSite } from '../../support/loopback-site.js';
import type { Target } from '../attempt.js';
import { hook, proof, server } from '../hooks.js';
import { Stage } from '../stage.js';

const FIRST_CHAT = 9_000;

/** What is passed on, and to where; `PORT` in a URL stands for a port that is listened on. */
export interface Forwarding {
  readonly urls: readonly string[];
  /** One for each URL. */
  readonly headers?: readonly (readonly [string, string])[];
  /** An address that may be reached. */
  readonly allow?: string;
  /** Further webhooks, given the port of the site. */
  readonly hooks?: (site: number) => readonly string[];
}

/** The program with a webhook for each URL, and a site on all of this machine's addresses that is waiting to be reached. */
export class ForwardStage implements Target {
  readonly stage: Stage;
  readonly site: LoopbackSite;
  /** Which of the URLs the configuration can't even have. */
  readonly refusedAtLoad: ReadonlySet<number>;

  private constructor(stage: Stage, site: LoopbackSite, refusedAtLoad: ReadonlySet<number>) {
    this.stage = stage;
    this.site = site;
    this.refusedAtLoad = refusedAtLoad;
  }

  static async open({ urls, headers, allow, hooks }: Forwarding): Promise<ForwardStage> {
    const site = await LoopbackSite.open('::');
    const written = urls.map((url, n) => {
      const [name, value] = headers?.[n] ?? [];
      const sent =
        name === undefined ? '' : `forward_headers = { ${JSON.stringify(name)} = ${JSON.stringify(value)} }\n`;
      const lines = {
        auth: 'bearer',
        action: 'http_forward',
        forward_url: url.replace('PORT', `${site.port}`),
        chat_id: FIRST_CHAT + n,
        notify_on_success: true,
        notify_on_failure: true,
      };
      return hook(`o${n}`, lines) + sent;
    });
    const refused = new Set<number>();
    const more = ({ port }: Stage) => {
      const kept = [...written.filter((_, n) => !refused.has(n)), ...(hooks?.(site.port) ?? [])];
      return `${allow === undefined ? '' : `[security]\noutbound_allow = ["${allow}"]\n`}${server(port, kept)}`;
    };
    const stage = await Stage.open({ more, starts: false });
    try {
      for (const n of await refusedHooks(stage)) refused.add(n);
      await stage.rig.configure(stage.config({ more }));
      await stage.start();
      return new ForwardStage(stage, site, refused);
    } catch (error) {
      await stage[Symbol.asyncDispose]();
      await site[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** Posts to the webhook of a URL; resolves with what its chat is told. */
  forward(n: number): Promise<string> {
    return this.post(`o${n}`, { headers: proof('bearer', ''), body: '{}' });
  }

  /** Posts to a webhook; resolves with what its chat is told next. */
  async post(id: string, request: Omit<TestRequest, 'port' | 'path'>): Promise<string> {
    const config = readFileSync(this.stage.rig.configPath, 'utf8');
    const [, chat = ''] = new RegExp(`id = "${id}"\\n(?:(?!\\[\\[)[^])*?chat_id = (\\d+)`).exec(config) ?? [];
    const bots = () => this.stage.rig.server.chat(Number(chat)).all.filter(({ fromBot }) => fromBot);
    const before = bots().length;
    const { status } = await this.stage.post(`/${id}`, request);
    if (status === 404) return 'refused at load';
    if (status !== 202) throw new Error(`answered ${status}`);
    return this.stage.until('what came of it', () => bots()[before]?.now.text);
  }

  /** The most memory in MB that the program takes until something is over. */
  async mostMemory(over: Promise<unknown>): Promise<number> {
    let going = true;
    void over.finally(() => (going = false)).catch(() => undefined);
    let most = 0;
    const look = () => {
      const [, kb = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${this.stage.program?.pid}/status`, 'utf8')) ?? [];
      most = Math.max(most, Math.round(Number(kb) / 1_024));
      return !going;
    };
    await this.stage.until('the end', look, 80_000);
    return most;
  }

  trouble(): Promise<string | null> {
    return this.stage.trouble();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stage[Symbol.asyncDispose]();
    await this.site[Symbol.asyncDispose]();
  }
}

/** Which hooks `config check` names an error in, by the numbers in their ids. */
async function refusedHooks(stage: Stage): Promise<readonly number[]> {
  const { text } = await stage.command('config', 'check', '--json', '--config', stage.rig.configPath);
  const { problems } = JSON.parse(text) as { readonly problems: readonly { severity: string; line: number | null }[] };
  const lines = readFileSync(stage.rig.configPath, 'utf8').split('\n');
  return problems.flatMap(({ severity, line }) => {
    if (severity !== 'error' || line === null) return [];
    const above = lines.slice(0, line).findLast((text) => /^id = "o\d+"/.test(text));
    return [Number(/\d+/.exec(above ?? '')?.[0])];
  });
}
