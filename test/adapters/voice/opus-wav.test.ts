import assert from 'node:assert/strict';
import { open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeOpusAsWav } from '../../../src/adapters/voice/opus-wav.js';
import { VOICE_NOTE } from '../../support/voice/voice-note.js';

/** The recording as if its first packet claimed so many channels. */
function withChannels(ogg: Uint8Array, channels: number): Buffer {
  const copy = Buffer.from(ogg);
  copy[copy.indexOf('OpusHead') + 9] = channels;
  return copy;
}

describe('writeOpusAsWav', () => {
  const path = join(tmpdir(), `opus-wav-${process.pid}.wav`);
  let turns = 0;
  const written = async (ogg: Uint8Array) => {
    turns = 0;
    await using file = await open(path, 'w', 0o600);
    const next = () => {
      turns++;
      return Promise.resolve();
    };
    return await writeOpusAsWav(ogg, file, { turns: { next }, stop: { aborted: false } });
  };
  afterEach(() => rm(path, { force: true }));

  it('writes what people speak', async () => {
    assert.deepEqual(await written(VOICE_NOTE), { ok: true, value: null });
  });

  it('decodes nothing of a file that claims more channels than speech has', async () => {
    for (const channels of [3, 255]) {
      assert.deepEqual(await written(withChannels(VOICE_NOTE, channels)), { ok: false, problem: 'not-opus' });
      assert.equal(turns, 0);
    }
  });

  it('decodes nothing of one either whose later stream claims them', async () => {
    const note = VOICE_NOTE;
    assert.deepEqual(await written(Buffer.concat([note, withChannels(note, 255)])), { ok: false, problem: 'not-opus' });
    assert.equal(turns, 0);
  });
});
