import { TomlConfigEditor } from '../../src/adapters/config/edit/toml-config-editor.js';
import { TomlConfigSource } from '../../src/adapters/config/toml-config-source.js';
import { CONFIG_SCHEMA } from '../../src/composition/wiring/config-schema.js';
import { Secret } from '../../src/domain/secret.js';
import { LEAST } from '../adapters/config/read-text.js';
import { FakeConfigEditor } from '../support/fakes/fake-config-editor.js';
import { configEditorContract } from './config-editor.contract.js';

const source = new TomlConfigSource({
  schema: CONFIG_SCHEMA,
  file: '/nowhere/untether.toml',
  environment: {},
  home: '/nowhere',
});
const editor = new TomlConfigEditor((text) => source.readText(new Secret(text)), {}, CONFIG_SCHEMA);

configEditorContract('FakeConfigEditor', new FakeConfigEditor(), 'a = 1\n');
configEditorContract('TomlConfigEditor', editor, `default_engine = "claude"\n${LEAST}`);
