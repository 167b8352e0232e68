import { html } from 'ghtml'
import { encode } from 'uqr'
import type { Html } from '../page.ts'

/** A QR code as one path of horizontal strokes: a quarter of the bytes that a square for each module takes. */
export function qrCode(text: string): Html {
  const { data, size } = encode(text, { border: 0, ecc: 'M' })
  const strokes = data.map((row, y) => {
    const runs = [
      ...row
        .map((isDark) => (isDark ? '1' : '0'))
        .join('')
        .matchAll(/1+/g),
    ]
    return runs.map((run) => `M${run.index} ${y}h${run[0].length}`).join('')
  })
  return html`<svg viewBox="0 -.5 ${size} ${size}" shape-rendering="crispEdges" aria-hidden="true"><path stroke="#000" d="${strokes.join('')}"/></svg>`
}
