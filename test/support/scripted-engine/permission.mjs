/** What the host may allow for good with its answer, as Claude Code suggests it. */
export function suggestionsFor(name, input) {
  if (name === 'Bash') {
    const rules = [{ toolName: 'Bash', ruleContent: input.command }];
    return [
      { type: 'addRules', rules, behavior: 'allow', destination: 'localSettings' },
      { type: 'setMode', mode: 'acceptEdits', destination: 'session' },
    ];
  }
  return name === 'Write' || name === 'Edit' ? [{ type: 'setMode', mode: 'acceptEdits', destination: 'session' }] : [];
}

/** What tools give that are all about the host's answer; `null` for any other tool. */
export function answerOf(name, input) {
  if (name === 'ExitPlanMode') return 'User has approved your plan. You can now start coding.';
  if (name !== 'AskUserQuestion') return null;
  const answers = Object.entries(input.answers ?? {}).map(([question, answer]) => `"${question}"="${answer}"`);
  return `Your questions have been answered: ${answers.join(', ')}.`;
}
