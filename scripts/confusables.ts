/**
 * What looks like what (UTS #39, confusables.txt of Unicode), read out of the data of ICU that Node carries: pairs of a character
 * and what it is drawn like. The form is that of ICU's `confusables.cfu` (uspoof_impl.h, SpoofDataHeader). Throws where Node
 * was built without it.
 */
export function confusablesOf(program: Buffer): ReadonlyMap<string, string> {
  const begin = program.indexOf(Buffer.from([0xef, 0xfd, 0x45, 0x38, 2, 0, 0, 0]))
  if (begin === -1) throw new Error('this Node carries no confusables of Unicode in the form that is known here')
  const number = (at: number) => program.readInt32LE(begin + at)
  const [keys, count, values, texts, length] = [number(12), number(16), number(20), number(28), number(32)]
  const text = program.toString('utf16le', begin + texts, begin + texts + 2 * length)
  return new Map(
    Array.from({ length: count }, (_, i) => {
      const key = program.readUInt32LE(begin + keys + 4 * i)
      const value = program.readUInt16LE(begin + values + 2 * i)
      // The upper byte says how long the value is; one unit stands there itself, more stand among the texts.
      const more = key >>> 24
      const drawnLike = more === 0 ? String.fromCharCode(value) : text.slice(value, value + more + 1)
      return [String.fromCodePoint(key & 0xffffff), drawnLike] as const
    }),
  )
}
