const READS = new Set(['Read', 'Grep', 'Glob']);
const EDITS = new Set(['Edit', 'Write']);

/** What the agent may do without asking, by its flags and by what a person has allowed since. */
export class MayUse {
  #flags;
  #rules;

  constructor(flags) {
    this.#flags = flags;
    this.#rules = flags.all
      .filter((arg) => arg.startsWith('--allowedTools='))
      .flatMap((arg) => [...arg.slice('--allowedTools='.length).matchAll(/(\w+)(?:\((.*?)(?<!\\)\))?(?:,|$)/g)])
      .map(([, tool, content = null]) => ({ tool, content: content?.replace(/\\([\\()])/g, '$1') ?? null }));
  }

  unasked(name, input) {
    if (READS.has(name) || this.#flags.mode === 'bypassPermissions') return true;
    if (EDITS.has(name) && this.#flags.mode === 'acceptEdits') return true;
    return this.#rules.some((rule) => rule.tool === name && covers(rule.content, input));
  }

  /** What a person's answer allows beyond this once, or takes back. */
  changed(permissions) {
    for (const { type, rules = [], mode } of permissions) {
      const named = rules.map(({ toolName, ruleContent = null }) => ({ tool: toolName, content: ruleContent }));
      if (type === 'addRules') this.#rules.push(...named);
      if (type === 'removeRules') this.#rules = this.#rules.filter((rule) => !named.some((one) => same(one, rule)));
      if (type === 'setMode') this.#flags.mode = mode;
    }
  }

  /** What the model is told where nobody can be asked. */
  refusal(name) {
    return `Permission to use ${name} has been denied because Claude Code is running in don't ask mode.`;
  }
}

function covers(content, { command = '' }) {
  if (content === null) return true;
  return content.endsWith(':*') ? command.startsWith(content.slice(0, -2)) : command === content;
}

function same(one, other) {
  return one.tool === other.tool && one.content === other.content;
}
