/** The first line of a text that says something, cut to `most` characters. */
export function excerpt(text: string, most = 60): string {
  return shortened(text.trim().split('\n')[0] ?? '', most);
}

/** The text, cut to `most` characters. */
export function shortened(text: string, most: number): string {
  const characters = [...text];
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : text;
}
