/** An amount of money: `$0.42`, and `$0.0042` where cents would say nothing. */
export function dollarsText(usd: number): string {
  return `$${usd.toFixed(usd >= 0.01 || usd === 0 ? 2 : 4)}`;
}
