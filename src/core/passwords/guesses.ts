/** A part of a password that whoever guesses knows, from `from` up to `to`, and how many others they try before it. */
export type Piece = { readonly from: number; readonly to: number; readonly guesses: number }

/** Whoever puts pieces together tries the most common hundred of them anywhere: in another order, and with capitals. */
const leastOfPiece = 100

/** Any sign beside them is one of ten, as zxcvbn has it; blanks are tried by themselves. */
export const ofSign = 10

/**
 * How many guesses a password withstands of somebody who puts known passwords and words together, as a power of ten: as few as the
 * cheapest way to make it of pieces takes.
 */
export function guessesByPieces(password: string, pieces: readonly Piece[]): number {
  const endingAt = new Map<number, Piece[]>()
  for (const piece of pieces) endingAt.set(piece.to, [...(endingAt.get(piece.to) ?? []), piece])
  // The fewest of what comes before each place.
  const fewest = [0]
  for (let to = 1; to <= password.length; to++) {
    let least = (fewest[to - 1] as number) + (/\s/.test(password[to - 1] as string) ? 0 : Math.log10(ofSign))
    for (const { from, guesses } of endingAt.get(to) ?? [])
      least = Math.min(least, (fewest[from] as number) + Math.log10(Math.max(leastOfPiece, guesses)))
    fewest.push(least)
  }
  return fewest[password.length] as number
}
