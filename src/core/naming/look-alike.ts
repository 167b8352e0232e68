import { nameKey } from './sign-in-name.ts'

/**
 * Letters of other scripts that are drawn like a Latin one, small or as a capital (a choice from UTS #39 confusables.txt, for
 * names that are small letters already). ASCII stays as it is: `paypa1` and `paypal` are two names, as they are everywhere.
 */
const drawnAlike: Readonly<Record<string, string>> = {
  a: 'аɑαａ',
  b: 'ьвƅβ',
  c: 'сϲцｃ',
  d: 'ԁɗժ',
  e: 'еєҽε',
  f: 'ғϝք',
  g: 'ɡցɢ',
  h: 'һнհ',
  i: 'іıɩιꙇɪ',
  j: 'јϳյ',
  k: 'кκҝĸ',
  l: 'ӏլǀɫן',
  m: 'мʍ',
  n: 'ոηռпɴ',
  o: 'оοօσסඬంಂം',
  p: 'рρƿ',
  q: 'ԛզգ',
  r: 'гᴦꭇʀ',
  s: 'ѕꜱտ',
  t: 'тτեᴛ',
  u: 'υսцʋᴜ',
  v: 'νѵט',
  w: 'ԝшωաѡ',
  x: 'хχ×',
  y: 'уγүყʏ',
  z: 'ᴢʐζ',
}

const latin: ReadonlyMap<string, string> = new Map(
  Object.entries(drawnAlike).flatMap(([letter, others]) => [...others].map((other) => [other, letter] as const)),
)

const plain = /^[\x20-\x7e]*$/

/**
 * What a name looks like (UTS #39 §4, skeleton): two names are the same to the eye when this is the same. Marks that Latin
 * letters are written with make another letter (`müller`, `muller`); a dot over what has one is not seen.
 */
export function lookOf(name: string): string {
  const key = nameKey(name)
  if (plain.test(key)) return key
  const seen = [...key].map((letter) => latin.get(letter) ?? letter).join('')
  return seen
    .normalize('NFD')
    .replace(/([ij])\u0307/g, '$1')
    .normalize('NFC')
}
