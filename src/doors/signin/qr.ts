import { html } from 'ghtml'
import { encode } from 'uqr'
import type { Html } from '../page.ts'

/** A QR code as one path of horizontal strokes: a quarter of the bytes that a square for each module takes. On a screen nothing is smudged, so it is made as small as it can be. */
export function qrCode(text: string): Html {
  const { data, size } = encode(text, { border: 0, ecc: 'L' })
  const strokes = data.map((row, y) => {
    const runs = [
      ...row
        .map((isDark) => (isDark ? '1' : '0'))
        .join('')
        .matchAll(/1+/g),
    ]
    // Each but the first of a row begins where the one before has ended.
    return runs
      .map((run, i) => {
        const before = runs[i - 1]
        const from = before === undefined ? `M${run.index} ${y}` : `m${run.index - before.index - before[0].length} 0`
        return `${from}h${run[0].length}`
      })
      .join('')
  })
  return html`<svg viewBox="0 -.5 ${size} ${size}" shape-rendering="crispEdges" aria-hidden="true"><path stroke="#000" d="${strokes.join('')}"/></svg>`
}
