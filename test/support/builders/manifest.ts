import type { EngineManifest } from '../../../src/domain/engine/engine-manifest.js';

/** The manifest of an engine that is made up; `more` replaces parts of it. */
export function manifestOf(id: string, more: Partial<EngineManifest> = {}): EngineManifest {
  return {
    id,
    name: id,
    program: id,
    install: `install ${id}`,
    login: `${id} login`,
    ownArguments: [],
    extraArgs: [],
    files: { secret: [], obeyed: [] },
    keys: [],
    knownErrors: [],
    efforts: ['low', 'high'],
    models: ['small', 'big'],
    modes: ['default', 'acceptEdits', 'plan', 'auto'],
    permissions: { default: 'asks', acceptEdits: 'edits', plan: 'read-only', auto: 'edits' },
    unset: { attended: 'default', unattended: 'default' },
    modeWords: { on: 'plan', off: 'acceptEdits', auto: 'auto' },
    ...more,
  };
}
