/** How many letters must be typed, dropped, changed or swapped with their neighbour to make one word of the other (Damerau and Levenshtein). */
export function editDistance(a: string, b: string): number {
  // Three rows of the table, written over in turn.
  let before: number[] = new Array(b.length + 1).fill(0)
  let last = before.map((_, j) => j)
  let row = before.slice()
  for (let i = 1; i <= a.length; i++) {
    const letter = a.charCodeAt(i - 1)
    row[0] = i
    for (let j = 1; j <= b.length; j++) {
      const other = b.charCodeAt(j - 1)
      let least = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (letter === other ? 0 : 1))
      if (i > 1 && j > 1 && letter === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === other)
        least = Math.min(least, before[j - 2]! + 1)
      row[j] = least
    }
    const free = before
    before = last
    last = row
    row = free
  }
  return last[b.length]!
}

/** The candidate most like the word, at most `most` edits away and without regard to case; null when none is. The first of equals. */
export function nearest(word: string, candidates: readonly string[], most: number): string | null {
  let best: string | null = null
  let least = most + 1
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= least) continue
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase())
    if (distance < least) {
      least = distance
      best = candidate
    }
  }
  return best
}
