import type { FileHandle } from 'node:fs/promises';
import { type OggOpusDecodedAudio, OggOpusDecoder } from 'ogg-opus-decoder';
import type { LoopTurns } from '../../application/ports/system/loop-turns.js';
import { fail, ok, type Result } from '../../domain/result.js';
import { pcmOf, SAMPLE_RATE, WAV_HEADER_BYTES, wavHeader } from './wav.js';

/** Speech of about two and a half hours. */
export const MOST_MINUTES = 150;

/** A recording that is mostly silence is small; what it becomes is not. */
const MOST_PCM_BYTES = MOST_MINUTES * 60 * SAMPLE_RATE * 2;

/** Decoded in one go; a few milliseconds of work. */
const CHUNK_BYTES = 2_048;

/** The sign of a page (RFC 3533, section 6), and of the first packet in it (RFC 7845, section 5.1). */
const [PAGE, HEAD] = [Buffer.from('OggS'), Buffer.from('OpusHead')];

/** What people speak has one or two. A file can claim 255: then a few bytes are seconds of work and a gigabyte. */
const MOST_CHANNELS = 2;
/** Where the number of channels stands in the first packet (RFC 7845, section 5.1). */
const CHANNELS_AT = 9;

/** What can't be a WAV file, or is no longer wanted; `no-decoder`: what decodes it can't be made to run here. */
export type OpusProblem = 'not-opus' | 'too-long' | 'no-decoder' | 'stopped';

/** What decoding is done with. */
export interface OpusTools {
  /** The program has its turn between chunks. */
  readonly turns: LoopTurns;
  readonly stop: { readonly aborted: boolean };
}

/** Writes Opus in Ogg as WAV of 16 kHz, one channel and 16 bits, which is what programs for speech take. */
export async function writeOpusAsWav(
  ogg: Uint8Array,
  file: FileHandle,
  { turns, stop }: OpusTools,
): Promise<Result<null, OpusProblem>> {
  const whole = Buffer.from(ogg.buffer, ogg.byteOffset, ogg.byteLength);
  const start = whole.subarray(0, 512);
  if (!start.subarray(0, PAGE.length).equals(PAGE) || !start.includes(HEAD)) return fail('not-opus');
  if (hasTooManyChannels(whole)) return fail('not-opus');
  // Its types don't know this option.
  const options: object = { sampleRate: SAMPLE_RATE };
  const decoder = new OggOpusDecoder(options);
  let written = 0;
  const write = async (channels: readonly Float32Array[] | null) => {
    if (channels !== null && channels.length > MOST_CHANNELS) return false;
    const pcm = pcmOf(channels ?? []);
    if (pcm.length > 0) await file.write(pcm, 0, pcm.length, WAV_HEADER_BYTES + written);
    written += pcm.length;
    return channels !== null;
  };
  const isReady = await decoder.ready.then(
    () => true,
    () => false,
  );
  if (!isReady) return fail('no-decoder');
  try {
    for (let at = 0; at < ogg.length; at += CHUNK_BYTES) {
      if (stop.aborted) return fail('stopped');
      const chunk = ogg.subarray(at, at + CHUNK_BYTES);
      if (!(await write(await decoded(() => decoder.decode(chunk))))) return fail('not-opus');
      if (written > MOST_PCM_BYTES) return fail('too-long');
      await turns.next();
    }
    await write(await decoded(() => decoder.flush()));
  } finally {
    decoder.free();
  }
  if (written === 0) return fail('not-opus');
  const header = wavHeader(written);
  await file.write(header, 0, header.length, 0);
  return ok(null);
}

/** Whether any stream says so; several may stand behind each other (RFC 3533, section 4). */
function hasTooManyChannels(ogg: Buffer): boolean {
  for (let at = ogg.indexOf(HEAD); at >= 0; at = ogg.indexOf(HEAD, at + HEAD.length)) {
    if ((ogg[at + CHANNELS_AT] ?? 0) > MOST_CHANNELS) return true;
  }
  return false;
}

/** Each channel of what was decoded; `null` if it can't be. The decoder gives promises, whatever its types say. */
async function decoded(work: () => OggOpusDecodedAudio | Promise<OggOpusDecodedAudio>): Promise<Float32Array[] | null> {
  try {
    return (await work()).channelData;
  } catch {
    return null;
  }
}
