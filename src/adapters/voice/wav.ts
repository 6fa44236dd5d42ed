/** Samples a second. */
export const SAMPLE_RATE = 16_000;

/** How much stands before the samples. */
export const WAV_HEADER_BYTES = 44;

const CHANNELS = 1;
const SAMPLE_BYTES = 2;

/** The header of a WAV file of one channel with so many bytes of samples (RIFF, the canonical form of 44 bytes). */
export function wavHeader(pcmBytes: number): Buffer {
  const header = Buffer.alloc(WAV_HEADER_BYTES);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(WAV_HEADER_BYTES - 8 + pcmBytes, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(CHANNELS, 22);
  header.writeUInt32LE(SAMPLE_RATE, 24);
  header.writeUInt32LE(SAMPLE_RATE * CHANNELS * SAMPLE_BYTES, 28);
  header.writeUInt16LE(CHANNELS * SAMPLE_BYTES, 32);
  header.writeUInt16LE(SAMPLE_BYTES * 8, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(pcmBytes, 40);
  return header;
}

/** Samples of 16 bits, little-endian, of what all channels have on average. */
export function pcmOf(channels: readonly Float32Array[]): Buffer {
  const [first] = channels;
  if (first === undefined) return Buffer.alloc(0);
  const pcm = Buffer.alloc(first.length * SAMPLE_BYTES);
  for (let at = 0; at < first.length; at++) {
    const sum = channels.reduce((total, channel) => total + (channel[at] ?? 0), 0);
    const sample = Math.max(-1, Math.min(1, sum / channels.length));
    pcm.writeInt16LE(Math.round(sample * 32_767), at * SAMPLE_BYTES);
  }
  return pcm;
}
