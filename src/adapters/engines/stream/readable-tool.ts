/** Tools of MCP servers are called `mcp__<server>__<tool>`. */
const SERVER_TOOL = /^mcp__(.+?)__(.+)$/s;

/**
 * A tool's name as people read it. What a server calls a tool of its own for display counts for nothing: it could call it
 * as one of the engine's.
 */
export function readableTool(name: string, display: string | null): string {
  const [, server, tool] = SERVER_TOOL.exec(name) ?? [];
  if (server === undefined || tool === undefined) return display ?? name;
  return `${tool.replaceAll('_', ' ').trim()} (MCP server ${server})`;
}
