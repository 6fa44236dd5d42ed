import { dirname } from 'node:path';
import { ContainerModule } from 'inversify';
import { ConfigFileText } from '../../../adapters/config/edit/config-file-text.js';
import { ConfigAndSecretsWatch } from '../../../adapters/config/read/config-and-secrets-watch.js';
import { ConfigFileWatch } from '../../../adapters/config/read/config-file-watch.js';
import { JsonPythonState } from '../../../adapters/python-state/json-python-state.js';
import type { ConfigEditor } from '../../../application/ports/config/config-editor.js';
import type { ConfigSource } from '../../../application/ports/config/config-source.js';
import type { GoodFiles } from '../../../application/ports/config/good-files.js';
import { provide, supply } from '../../wiring/token.js';
import { T } from '../../wiring/tokens.js';

/** What goes with the file. */
export interface FileParts {
  readonly editor: ConfigEditor;
  readonly goodFiles: GoodFiles;
  readonly goodCopy: GoodFiles;
  /** Where the secrets that the file keeps elsewhere may be, as it was read last. */
  readonly secretPlaces: () => readonly string[];
}

/** The configuration file: what reads and writes it, what notices its edits, and what an earlier program left beside it. */
export function fileModule(
  source: ConfigSource,
  file: string,
  { editor, goodFiles, goodCopy, secretPlaces }: FileParts,
): ContainerModule {
  return new ContainerModule((options) => {
    supply(options, T.configSource, source);
    supply(options, T.goodFiles, goodFiles);
    supply(options, T.goodCopy, goodCopy);
    supply(options, T.configText, new ConfigFileText(file));
    supply(options, T.configEditor, editor);
    supply(options, T.pythonState, new JsonPythonState(dirname(file)));
    provide(
      options,
      T.configWatch,
      [T.alarm, T.clock],
      (alarm, clock) => new ConfigAndSecretsWatch(new ConfigFileWatch(file, alarm, clock), secretPlaces, alarm),
    );
  });
}
