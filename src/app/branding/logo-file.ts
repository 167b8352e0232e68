import { brandingLimits } from '../../core/branding/branding.ts'

export type LogoFile = { readonly type: 'image/png' | 'image/jpeg'; readonly bytes: Buffer }

type Read = LogoFile & { readonly width: number; readonly height: number }

/**
 * A picture as it may be shown, or why it may not, in a sentence. What it is, its bytes say and no name does; of its parts those
 * are kept that draw it: no words, places or other files that came along with it, and nothing after its end.
 */
export function readLogo(given: Buffer): LogoFile | { readonly problem: string } {
  if (given.length > brandingLimits.logoBytes) return { problem: 'The picture has at most 256 kB.' }
  const read = png(given) ?? jpeg(given)
  if (read === null) return { problem: 'A whole PNG or JPEG picture is wanted.' }
  const { width, height, type, bytes } = read
  const most = brandingLimits.logoPixels
  if (width === 0 || height === 0 || width > most || height > most)
    return { problem: `The picture is at most ${most.toLocaleString('en')} pixels wide and high.` }
  return { type, bytes }
}

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/** Parts of a PNG that say how it looks (PNG, third edition, §11). */
const drawn: ReadonlySet<string> = new Set(['IHDR', 'PLTE', 'tRNS', 'gAMA', 'sRGB', 'IDAT', 'IEND'])

function png(file: Buffer): Read | null {
  if (!file.subarray(0, 8).equals(signature)) return null
  const kept: Buffer[] = [signature]
  let size: { readonly width: number; readonly height: number } | null = null
  let hasPixels = false
  for (let at = 8; at + 12 <= file.length; ) {
    const length = file.readUInt32BE(at)
    const kind = file.toString('latin1', at + 4, at + 8)
    const end = at + 12 + length
    if (end > file.length) return null
    if ((kind === 'IHDR') !== (at === 8)) return null
    if (kind === 'IHDR' && length === 13)
      size = { width: file.readUInt32BE(at + 8), height: file.readUInt32BE(at + 12) }
    if (kind === 'IDAT') hasPixels = true
    if (drawn.has(kind)) kept.push(file.subarray(at, end))
    if (kind === 'IEND')
      return size === null || !hasPixels ? null : { type: 'image/png', bytes: Buffer.concat(kept), ...size }
    at = end
  }
  return null
}

function jpeg(file: Buffer): Read | null {
  if (file.length < 4 || file.readUInt16BE(0) !== 0xffd8) return null
  const kept: Buffer[] = [file.subarray(0, 2)]
  let size: { readonly width: number; readonly height: number } | null = null
  for (let at = 2; at + 4 <= file.length; ) {
    if (file[at] !== 0xff) return null
    const marker = file[at + 1] as number
    const end = at + 2 + file.readUInt16BE(at + 2)
    if (end > file.length || end < at + 4) return null
    // Start of frame: all of C0 to CF but tables and arithmetic conditioning (ITU-T T.81, B.1.1.3).
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame && end >= at + 9) size = { height: file.readUInt16BE(at + 5), width: file.readUInt16BE(at + 7) }
    // What applications wrote beside the picture stays behind, but for how colours are written (JFIF, Adobe).
    const isBeside = (marker >= 0xe1 && marker <= 0xed) || marker === 0xef || marker === 0xfe
    if (marker !== 0xda) {
      if (!isBeside) kept.push(file.subarray(at, end))
      at = end
      continue
    }
    const last = file.indexOf(Buffer.from([0xff, 0xd9]), end)
    if (last === -1 || size === null) return null
    return { type: 'image/jpeg', bytes: Buffer.concat([...kept, file.subarray(at, last + 2)]), ...size }
  }
  return null
}
