import type {
  ConfigChange,
  ConfigEdit,
  ConfigEditor,
  ConfigEditProblem,
  EditedConfig,
} from '../../../src/application/ports/config/config-editor.js';
import { fail, ok, type Result } from '../../../src/domain/result.js';

/** Edits lines `key = value`, in which no value may be `maybe`. */
export class FakeConfigEditor implements ConfigEditor {
  async edit(text: string, edits: readonly ConfigEdit[]): Promise<Result<EditedConfig, ConfigEditProblem>> {
    const lines = new Map(text.split('\n').flatMap((line) => (line === '' ? [] : [split(line)])));
    const changes: ConfigChange[] = [];
    for (const { key, value } of edits) {
      const before = lines.get(key) ?? null;
      if (value === null && before === null) return fail({ kind: 'absent', key });
      if (value === null) lines.delete(key);
      else lines.set(key, value);
      changes.push({ key, before, after: value, secret: false, changed: before !== value, overriddenBy: null });
    }
    if ([...lines.values()].includes('maybe')) return fail({ kind: 'invalid', problems: [] });
    return ok({ text: [...lines].map(([key, value]) => `${key} = ${value}\n`).join(''), changes });
  }
}

function split(line: string): readonly [string, string] {
  const [key = '', value = ''] = line.split(' = ');
  return [key, value];
}
