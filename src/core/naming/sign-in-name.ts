/**
 * The one form in which sign-in names are looked up, counted and kept unique (SEC-02), after RFC 8265 UsernameCaseMapped:
 * small letters, width and compatibility forms gone (NFKC, for SEC-02 asks more than NFC). The same again when done twice.
 */
export function nameKey(typed: string): string {
  const text = typed.trim()
  if (plain.test(text)) return text.toLowerCase()
  // Small letters may compose anew; a final sigma is the same letter as one inside a word.
  return text.normalize('NFKC').toLowerCase().normalize('NFKC').replaceAll('ς', 'σ').replace(dots, '.')
}

const plain = /^[\x20-\x7e]*$/

/** What people type for the dot in a domain where their keyboard has another (RFC 3490 §3.1). */
const dots = /[\u3002\uff61]/g

/** Why nobody may be called so; null when one may. */
export type NameFault = 'invisible' | 'strange_character' | 'mixed_scripts'

/**
 * What is wrong with a new sign-in name: characters that are not seen or turn the writing around, characters that are no
 * letters and digits (RFC 8264 §4.2, IdentifierClass), letters of scripts that no language writes together (UTS #39 §5.2,
 * Highly Restrictive) or digits of two systems.
 */
export function nameFault(name: string): NameFault | null {
  if (plain.test(name.trim())) return null
  if (invisible.test(name)) return 'invisible'
  const key = nameKey(name)
  if (!identifier.test(key) || strayMark.test(key)) return 'strange_character'
  const local = key.slice(0, key.lastIndexOf('@'))
  if (/[0-9]/.test(local) && /[^\P{Nd}0-9]/u.test(local)) return 'mixed_scripts'
  const letters = local.replace(everywhere, '')
  return together.some((scripts) => scripts.test(letters)) ? null : 'mixed_scripts'
}

/** Not seen at all, or turning the direction of what is. */
export const invisible = /[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Bidi_Control}\u2028\u2029]/u

const identifier = /^[\x21-\x7e\p{Ll}\p{Lo}\p{Lm}\p{Mn}\p{Mc}\p{Nd}]+$/u

/** A mark with no letter under it, or heaps of them: what is seen is no longer what is written. */
const strayMark = /(?:^|[^\p{L}\p{M}])\p{M}|\p{Mn}{4}/u

/** What stands in every script: ASCII that is no letter, and what Unicode counts to all of them. */
const everywhere = /[\x21-\x40\x5b-\x60\x7b-\x7e]|[\p{scx=Zyyy}\p{scx=Zinh}]/gu

/** Scripts in common use (UAX #31, table 5), each alone, and those that Japanese, Chinese and Korean write together. */
const together: readonly RegExp[] = [
  /^\p{scx=Latn}*$/u,
  ...[
    /^\p{scx=Cyrl}*$/u,
    /^\p{scx=Grek}*$/u,
    /^\p{scx=Armn}*$/u,
    /^\p{scx=Geor}*$/u,
    /^\p{scx=Hebr}*$/u,
    /^\p{scx=Arab}*$/u,
    /^\p{scx=Deva}*$/u,
    /^\p{scx=Beng}*$/u,
    /^\p{scx=Guru}*$/u,
    /^\p{scx=Gujr}*$/u,
    /^\p{scx=Orya}*$/u,
    /^\p{scx=Taml}*$/u,
    /^\p{scx=Telu}*$/u,
    /^\p{scx=Knda}*$/u,
    /^\p{scx=Mlym}*$/u,
    /^\p{scx=Sinh}*$/u,
    /^\p{scx=Thai}*$/u,
    /^\p{scx=Laoo}*$/u,
    /^\p{scx=Tibt}*$/u,
    /^\p{scx=Mymr}*$/u,
    /^\p{scx=Khmr}*$/u,
    /^\p{scx=Ethi}*$/u,
    /^\p{scx=Thaa}*$/u,
  ],
  /^[\p{scx=Latn}\p{scx=Hani}\p{scx=Hira}\p{scx=Kana}]*$/u,
  /^[\p{scx=Latn}\p{scx=Hani}\p{scx=Bopo}]*$/u,
  /^[\p{scx=Latn}\p{scx=Hani}\p{scx=Hang}]*$/u,
]
