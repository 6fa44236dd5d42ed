import { Secret } from '../../../domain/secret.js';
import { migrate } from '../environment/migrations.js';
import { type Environment, override } from '../environment/overrides.js';
import type { ConfigSchema } from '../schema/config-schema.js';
import { authOf } from '../schema/kinds/auth-of.js';
import { WebhookDto } from '../schema/triggers/webhook-dto.js';
import { flawOf } from '../secrets/secret-flaws.js';
import type { Table } from '../toml/tree.js';
import { decodedEntry, listsIn } from './decode.js';
import type { Pace } from './pace.js';
import { shapedEntry } from './shape.js';

/**
 * Works out what is remembered of each entry of the long lists, in turns: who then reads the whole finds it done. Those that
 * are the same objects as before are done already.
 */
export async function prepareEntries(
  {
    document,
    environment,
    schema,
  }: { readonly document: Table; readonly environment: Environment; readonly schema: ConfigSchema },
  pace: Pace,
): Promise<void> {
  const { tree } = override(schema, migrate(document, schema.engines.ids).tree, environment);
  for (const { table, tables } of listsIn(schema.root, tree, [])) {
    for (const written of tables) {
      const shaped = shapedEntry(table, written);
      if (shaped !== null) judgeSecretOf(decodedEntry(table)(shaped).dto);
      if (pace.isOver) await pace.rest();
    }
  }
}

function judgeSecretOf(dto: object): void {
  if (!(dto instanceof WebhookDto) || !(dto.secret instanceof Secret)) return;
  const auth = authOf(dto);
  if (auth !== 'none') flawOf(auth, dto.secret);
}
