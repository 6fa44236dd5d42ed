import { join } from 'node:path';
import { ContainerModule } from 'inversify';
import { HttpTranscriber } from '../../../adapters/voice/http-transcriber.js';
import { ProgramTranscriber } from '../../../adapters/voice/program-transcriber.js';
import { RecordingFolder } from '../../../adapters/voice/recording-folder.js';
import { VoiceTranscriber } from '../../../adapters/voice/voice-transcriber.js';
import { Secret } from '../../../domain/secret.js';
import { provideFrom } from '../../wiring/token.js';
import { T, the } from '../../wiring/tokens.js';

/** What voice notes are heard with. */
export interface VoiceParts {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Where recordings are while a program listens. */
  readonly stateDirectory: string;
}

/** Speech into text, by a server or by a program. */
export function voiceModule({ environment, stateDirectory }: VoiceParts): ContainerModule {
  return new ContainerModule((options) => {
    const known = environment['OPENAI_API_KEY']?.trim() ?? '';
    const key = known === '' ? null : new Secret(known);
    provideFrom(
      options,
      T.transcriber,
      ({ programs, tokens, loopTurns, ...tools }) => {
        const folder = new RecordingFolder(join(stateDirectory, 'voice'), tokens, loopTurns);
        return new VoiceTranscriber(new HttpTranscriber({ ...tools, key }), new ProgramTranscriber(programs, folder));
      },
      the('outbound', 'alarm', 'clock', 'programs', 'tokens', 'loopTurns'),
    );
  });
}
