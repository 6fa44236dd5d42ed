import type { ToolRequest, ToolTarget } from '../../../src/domain/run/agent-request.js';

/** A request to write a file, changed as the test says. */
export function toolRequest(change: Partial<ToolRequest> = {}): ToolRequest {
  return {
    kind: 'tool',
    id: 'r1',
    tool: 'Write',
    subject: 'made.txt',
    preview: { language: 'diff', text: '+ hello' },
    fields: [],
    reason: null,
    target: targetIn('made.txt'),
    always: [{ kind: 'edits' }],
    planned: true,
    ...change,
  };
}

/** A file in the run's directory; `real` says where it leads if it does not lie there. */
export function targetIn(within: string, real: string | null = null): ToolTarget {
  const path = `/project/${within}`;
  return { path, real: real ?? path, within: real === null ? within : null };
}
