/** What an organisation shows of itself on its sign-in pages; null is ours. */
export type Branding = {
  readonly name: string | null
  /** `#rrggbb`, behind text. */
  readonly accent: string | null
  /** A few words below the form, as plain text. */
  readonly text: string | null
  /** The picture, by the digest of what is in it. */
  readonly logo: string | null
}

export const noBranding: Branding = { name: null, accent: null, text: null, logo: null }

/** The most there may be of each. */
export const brandingLimits = { name: 64, text: 1000, logoBytes: 262_144, logoPixels: 1000 } as const

/** A branding as a tenant says it: nothing where all is ours. */
export function brandingPart(branding: Branding): { readonly branding?: Branding } {
  return isSameBranding(branding, noBranding) ? {} : { branding }
}

export function isSameBranding(a: Branding, b: Branding): boolean {
  return a.name === b.name && a.accent === b.accent && a.text === b.text && a.logo === b.logo
}

/**
 * Characters that turn the direction of what stands around them, or are not seen: with them a name reads as another (SEC-17).
 * Joiners are none of them: Persian and emoji are written with them.
 */
const disguises =
  /(?!\u200c|\u200d|\ufe0f)[\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\p{Surrogate}\u2028\u2029\ufff9-\ufffb]/u

const controls = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/

/** Why a branding cannot be shown, in a sentence; null where it can. */
export function brandingProblem({ name, accent, text, logo }: Branding): string | null {
  for (const words of [name, text]) {
    if (words === null) continue
    if (words.trim() === '') return 'There is nothing to be read in it: leave it out instead.'
    if (controls.test(words) || disguises.test(words))
      return 'There are characters in it that cannot be seen or that turn the direction of the text. Type it again.'
  }
  if (name !== null && (name.length > brandingLimits.name || name.includes('\n')))
    return `The name is one line of at most ${brandingLimits.name} characters.`
  if (name !== null && /\badmit\b/i.test(seen(name))) return 'Admit is our name: choose your own.'
  if (text !== null && text.length > brandingLimits.text)
    return `The text has at most ${brandingLimits.text.toLocaleString('en')} characters.`
  if (text !== null && /:\/\/|\bwww\./i.test(seen(text)))
    return 'The text holds no links: say in words where to find it.'
  if (accent !== null && !/^#[0-9a-f]{6}$/.test(accent)) return 'A colour is # and six digits of 0–9 and a–f.'
  if (accent !== null && textOn(accent) === null)
    return `Neither white nor dark text can be read well on ${accent}: choose a darker or a lighter colour.`
  if (logo !== null && !/^[\w-]{43}$/.test(logo)) return 'There is no such picture.'
  return null
}

/** Words as they look. */
const seen = (words: string) => words.normalize('NFKC').replaceAll(/\u200c|\u200d|\ufe0f/g, '')

/** The colour of text that is read on this one, by day and by night; null where none is (WCAG 2.2, 1.4.3: 4.5 to 1). */
export function textOn(accent: string): '#ffffff' | '#08201d' | null {
  const on = (['#ffffff', '#08201d'] as const).map((text) => ({ text, ratio: contrast(text, accent) }))
  const best = on.toSorted((a, b) => b.ratio - a.ratio)[0]
  return best !== undefined && best.ratio >= 4.5 ? best.text : null
}

/** How strongly two colours `#rrggbb` stand out from each other: 1 for the same, 21 for black and white. */
export function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x)
  return (light + 0.05) / (dark + 0.05)
}

function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
