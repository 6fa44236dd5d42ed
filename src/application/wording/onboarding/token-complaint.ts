/** What is wrong with a text that can't be a bot's token; the text itself is not repeated. */
export function tokenComplaint(text: string): string {
  const length = text.trim().length;
  if (length === 0) return 'Paste the token that @BotFather gave you.';
  return `This is no token: one looks like 123456789:AAH… without blanks, and this has ${length} characters.`;
}
