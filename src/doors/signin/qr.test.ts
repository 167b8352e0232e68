import { encode } from 'uqr'
import { expect, it } from 'vitest'
import { qrCode } from './qr.ts'

/** The modules that a path of horizontal strokes darkens. */
function drawn(path: string, size: number): boolean[][] {
  const grid = Array.from({ length: size }, () => Array.from({ length: size }, () => false))
  let [x, y] = [0, 0]
  for (const [, command, a = '0', b = '0'] of path.matchAll(/([Mmh])(\d+)(?: (\d+))?/g))
    if (command === 'M') [x, y] = [Number(a), Number(b)]
    else if (command === 'm') x += Number(a)
    else for (const end = x + Number(a); x < end; x++) (grid[y] as boolean[])[x] = true
  return grid
}

it.each(['a', 'otpauth://totp/Meridian:tom?secret=JBSWY3DPEHPK3PXP&issuer=Meridian', 'é'.repeat(300)])(
  'draws every module of a code and no other: %s',
  (text) => {
    const { data, size } = encode(text, { border: 0, ecc: 'L' })
    const svg = qrCode(text)
    expect(svg).toContain(`viewBox="0 -.5 ${size} ${size}"`)
    expect(drawn(/ d="([^"]+)"/.exec(svg)?.[1] ?? '', size)).toEqual(data)
  },
)
