/** The reference page of everything that can be written in a chat and in a terminal, as Markdown. */
export function commandsPage(
  commands: readonly { readonly usage: readonly string[]; readonly description: string }[],
  notBuiltYet: readonly string[],
): string {
  const rows = commands.map(({ usage, description }) => {
    const forms = usage.map((form) => `\`${form.replaceAll('|', '\\|')}\``).join('<br>');
    return `| ${forms} | ${description} |`;
  });
  const later = notBuiltYet.map((name) => `\`/${name}\``).join(', ');
  return `<!-- Made from the code by \`npm run docs:reference\`; edit the commands, not this page. -->

# Commands

## In the chat

| written as | what it does |
| --- | --- |
${rows.join('\n')}

Before a task, on its first line: \`/<engine>\`, \`/<project>\` and \`@<branch>\`, in any order. An \`@name\` that is no branch yet
is one without a question only behind its project; otherwise the bot asks whether to create it. A slash word that is near a
command, a project or an engine is asked about; any other goes to the agent, and the progress message says so.
[Who may do what](../explanation/who-may-do-what.md) says what is for administrators.

Planned, and answered as not available yet: ${later}.

## In the terminal

\`untether [--config FILE]\` starts the program; \`untether config …\` looks into the file, checks it and changes it.
[The command line](command-line.md) lists every command and option.

From a clone, \`untether\` is \`node_modules/.bin/node bin/untether.js\`.

The file is what \`--config\` names, else \`UNTETHER_CONFIG_PATH\`, else \`~/.untether/untether.toml\`. Single settings can be
overridden by the environment: \`UNTETHER__TRANSPORTS__TELEGRAM__CHAT_ID=42\` stands for \`chat_id\` in
\`[transports.telegram]\`. Every key is described in [the configuration reference](configuration.md).

SIGTERM and SIGINT end the program [in an orderly way](../explanation/drain.md); a second signal ends it at once.
`;
}
