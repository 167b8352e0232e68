import { randomInt } from 'node:crypto'

const count = 4

/**
 * A password for the first sign-in after a reset, to be read aloud: four words of the list that the Electronic Frontier
 * Foundation made for dice, none longer than seven letters; 48 bits, which last for the days it is good for (A6).
 */
export async function newTemporaryPassword(): Promise<string> {
  const { dictionary } = await import('@zxcvbn-ts/language-common')
  const words = dictionary['diceware-common'].filter((word) => /^[a-z]{4,7}$/.test(word))
  return Array.from({ length: count }, () => words[randomInt(words.length)]).join('-')
}
