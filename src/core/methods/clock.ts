/** How far a clock is off that makes codes, as it stands in a sentence: `about 150 seconds slow`. */
export function clockText(steps: number): string {
  return `about ${Math.abs(steps) * 30} seconds ${steps < 0 ? 'slow' : 'fast'}`
}
