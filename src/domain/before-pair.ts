/** `index`, or the one before it when it lies between the two halves of a surrogate pair. */
export function beforePair(text: string, index: number): number {
  return isHalf(text, index, 0xdc00) && isHalf(text, index - 1, 0xd800) ? index - 1 : index;
}

function isHalf(text: string, index: number, base: 0xd800 | 0xdc00): boolean {
  return (text.charCodeAt(index) & 0xfc00) === base;
}
