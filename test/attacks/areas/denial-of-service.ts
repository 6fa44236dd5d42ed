import { readdirSync, readFileSync, statSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { showsRun } from '../../support/run-message.js';
import { type Attempt, heldUnless, type Scene } from '../attempt.js';
import { hook, proof, SECRET, server, telling } from '../hooks.js';
import { HOSTILE_UNITS } from '../outside-text/hostile-units.js';
import { requestText } from '../raw-http.js';
import { scene } from '../scene.js';
import { Stage } from '../stage.js';

const TEXT_LENGTH = 60_000;
/** CPU time that the program may spend on one such text from its acceptance to its message. */
const MOST_CPU_MS = 1_500;
const FIRST_CHAT = 13_000;
/** What all that nobody has proved anything for may take, in MB. */
const MOST_MEMORY_MB = 150;
const MOST_DISK_MB = 100;

/** Texts that are dear to handle, and senders who hold on. */
export function denialOfService(): readonly Scene[] {
  const cases = HOSTILE_UNITS.map((unit) => ({ unit, text: unit.repeat(Math.ceil(TEXT_LENGTH / unit.length)) }));
  const posted = (what: string, path: string, chatOf: (n: number) => number) =>
    cases.map(
      ({ unit, text }, n): Attempt<Stage> => ({
        name: `${what}: 60 kB of ${JSON.stringify(unit)}`,
        expected: `at most ${MOST_CPU_MS} ms of CPU time`,
        run: async (stage) => {
          const chat = chatOf(n);
          const { status } = await costing(stage, async () => {
            const answer = await stage.post(`/${path}${n}`, {
              headers: proof('bearer', ''),
              body: JSON.stringify({ text: `x<${text}x` }),
            });
            if (answer.status === 202)
              await stage.until(
                'its end',
                () => stage.rig.server.chat(chat).all.some(({ fromBot, now }) => fromBot && !showsRun(now.text)),
                60_000,
              );
            return answer;
          });
          return heldUnless(status > MOST_CPU_MS && `${status} ms`);
        },
      }),
    );
  return [
    scene<Stage>({
      area: 'denial of service',
      open: () =>
        Stage.open({
          more: ({ port }) =>
            server(
              port,
              cases.map((_, n) =>
                hook(`n${n}`, { auth: 'bearer', ...telling(FIRST_CHAT + n), message_template: 'New: {{text}}' }),
              ),
              'max_body_bytes = 10485760',
            ),
        }),
      attempts: posted('a notice', 'n', (n) => FIRST_CHAT + n),
    }),
    scene<Stage>({
      area: 'denial of service',
      open: () =>
        Stage.open({
          more: ({ port }) =>
            server(
              port,
              cases.map((_, n) =>
                hook(`r${n}`, {
                  auth: 'bearer',
                  action: 'agent_run',
                  prompt_template: '[[say:done]] {{text}}',
                  chat_id: FIRST_CHAT + n,
                }),
              ),
              'max_body_bytes = 10485760',
            ),
        }),
      attempts: posted('a prompt', 'r', (n) => FIRST_CHAT + n),
    }),
    held(),
  ];
}

function held(): Scene {
  const head = (path: string, length: number, more: readonly string[] = []) =>
    requestText([`POST ${path} HTTP/1.1`, 'Host: 127.0.0.1', `Content-Length: ${length}`, ...more]);
  const signature = `X-Signature: sha256=${'0'.repeat(64)}`;
  return scene<Stage>({
    area: 'denial of service',
    open: () =>
      Stage.open({
        more: ({ port }) =>
          server(
            port,
            [
              hook('signed', { auth: 'hmac-sha256', ...telling(13_900) }),
              hook('files', { auth: 'hmac-sha256', ...telling(13_901), accept_multipart: true }),
              hook('ok', { auth: 'bearer', secret: SECRET, ...telling(13_902) }),
            ],
            'max_body_bytes = 1048576',
          ),
      }),
    attempts: [
      ...(['/signed', '/nothing-here', '/ok'] as const).map(
        (path): Attempt<Stage> => ({
          name: `300 connections hold back the last bytes of 1 MB to ${path}`,
          expected: `at most ${MOST_MEMORY_MB} MB more of memory, and others are answered`,
          run: (stage) =>
            holding(
              stage,
              300,
              Buffer.concat([Buffer.from(head(path, 1_000_000, [signature])), Buffer.alloc(999_000, 120)]),
              async (before) => {
                const more = memoryOf(stage) - before;
                return heldUnless((more > MOST_MEMORY_MB && `${more} MB more`) || (await unanswered(stage)));
              },
            ),
        }),
      ),
      {
        name: '6 uploads of 40 MB without proof hold back their last bytes',
        expected: `at most ${MOST_DISK_MB} MB on disk, and nothing once they are gone`,
        run: async (stage) => {
          const part = '--b\r\nContent-Disposition: form-data; name="f"; filename="a"\r\n\r\n';
          const start = head('/files', 40_000_500, ['Content-Type: multipart/form-data; boundary=b', signature]);
          let most = 0;
          const verdict = await holding(
            stage,
            6,
            Buffer.concat([Buffer.from(start + part), Buffer.alloc(40_000_000, 120)]),
            async () => {
              most = stagedMb(stage);
              return heldUnless((most > MOST_DISK_MB && `${most} MB`) || (await unanswered(stage)));
            },
          );
          await stage.until('the staging to be empty', () => stagedMb(stage) === 0 || null);
          return verdict;
        },
      },
      {
        name: '500 connections send a header byte by byte',
        expected: 'others are answered',
        run: (stage) =>
          holding(stage, 500, Buffer.from('POST /ok HTTP/1.1\r\nX: '), async () => heldUnless(await unanswered(stage))),
      },
      {
        name: '500 connections say nothing',
        expected: 'others are answered',
        run: (stage) => holding(stage, 500, Buffer.alloc(0), async () => heldUnless(await unanswered(stage))),
      },
    ],
  });
}

/** Runs something; resolves with the CPU time in ms that the program spent meanwhile, or says what was answered instead of 202. */
async function costing(
  stage: Stage,
  run: () => Promise<{ readonly status: number }>,
): Promise<{ readonly status: number }> {
  const before = cpuMs(stage);
  const { status } = await run();
  if (status !== 202 && status !== 413) throw new Error(`answered ${status}`);
  return { status: cpuMs(stage) - before };
}

/** CPU time of the program so far, by proc_pid_stat(5) with its usual 100 ticks a second. */
function cpuMs({ program }: Stage): number {
  const stat = readFileSync(`/proc/${program?.pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

function memoryOf({ program }: Stage): number {
  const [, kb = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${program?.pid}/status`, 'utf8')) ?? [];
  return Math.round(Number(kb) / 1_024);
}

function stagedMb(stage: Stage): number {
  try {
    const directory = stage.file('state', 'staging');
    const sizes = readdirSync(directory).map(
      (name) => statSync(join(directory, name), { throwIfNoEntry: false })?.size ?? 0,
    );
    return Math.round(sizes.reduce((sum, size) => sum + size, 0) / 1e6);
  } catch {
    return 0;
  }
}

/** Opens connections, sends the same on each, and looks once all that is taken has been taken; closes them in the end. */
async function holding<T>(
  stage: Stage,
  count: number,
  bytes: Buffer,
  look: (memoryBefore: number) => Promise<T>,
): Promise<T> {
  const before = memoryOf(stage);
  const sockets: Socket[] = [];
  try {
    for (let n = 0; n < count; n++) {
      const socket = connect(stage.port, '127.0.0.1');
      socket.on('error', () => undefined);
      socket.on('data', () => undefined);
      if (bytes.length > 0) socket.write(bytes);
      sockets.push(socket);
    }
    // All that is taken has been taken once the program does not grow any more.
    for (let [most, still] = [memoryOf(stage), 0]; still < 4; ) {
      await pause(400);
      const now = memoryOf(stage) + stagedMb(stage);
      still = now > most ? 0 : still + 1;
      most = Math.max(most, now);
    }
    return await look(before);
  } finally {
    for (const socket of sockets) socket.destroy();
  }
}

/** Whether somebody with a proof is left without an answer. */
async function unanswered(stage: Stage): Promise<string | null> {
  const sent = stage
    .post('/ok', { headers: proof('bearer', ''), body: JSON.stringify({ word: stage.word() }) })
    .catch((error: Error) => ({ status: error.message }));
  const answer = await Promise.race([sent, pause(10_000, { status: 'nothing' })]);
  return answer.status === 202 ? null : `somebody with a proof: ${answer.status}`;
}
