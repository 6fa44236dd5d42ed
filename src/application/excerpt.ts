/** The first line of a text that says something, cut to `most` characters. */
export function excerpt(text: string, most = 60): string {
  const line = text.trim().split('\n')[0] ?? '';
  const characters = [...line];
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : line;
}
