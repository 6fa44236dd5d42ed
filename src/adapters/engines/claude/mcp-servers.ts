import type { RunAction } from '../../../domain/run/run-event.js';
import { type JsonObject, listOf, objectOf, textOf } from '../lines/json-value.js';
import { ended, plainAction } from '../stream/action-events.js';
import { oneLine } from '../stream/tool-text.js';

/** More are not told. */
const MOST_SERVERS = 20;

/** The MCP servers that an `init` line says are not there, each told once a run. */
export class McpServers {
  readonly #told = new Set<string>();

  missing(init: JsonObject): readonly RunAction[] {
    return listOf(init['mcp_servers'])
      .map(objectOf)
      .flatMap((server) => this.#warning(server));
  }

  #warning(server: JsonObject): readonly RunAction[] {
    const name = textOf(server['name']);
    const trouble = troubleOf(server['status']);
    if (name === null || trouble === null || this.#told.has(name) || this.#told.size >= MOST_SERVERS) return [];
    this.#told.add(name);
    const error = textOf(server['error']);
    const title = oneLine(`the MCP server ${name} ${trouble}`, 200);
    return [ended(plainAction(`mcp.${name}`, 'warning', title, error === null ? null : oneLine(error, 400)), false)];
  }
}

/** `connected`, `pending` and `disabled` are as they should be. */
function troubleOf(status: unknown): string | null {
  if (status === 'failed') return 'did not start, so its tools are missing';
  return status === 'needs-auth' ? 'wants a login, so its tools are missing' : null;
}
