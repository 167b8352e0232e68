import { describe, expect, it } from 'vitest'
import type { Admit } from '../admit.ts'
import { vaultOf } from '../vault.ts'
import { knowsBrowser, withBrowserKnown } from './known-browser.ts'

const day = 86_400_000
let now = Date.UTC(2030, 0, 15)
const admitWith = (master: string) =>
  ({ vault: vaultOf(Buffer.from(master.padEnd(32))), now: () => now }) as unknown as Admit
const admit = admitWith('one')
const person = (accountId: string, tenantId = 'meridian') => ({ tenantId, accountId })
const alice = person('alice')

describe('what a browser keeps of whom it signed in', () => {
  it('SEC-03: knows the one who signed in, and nobody else', () => {
    const kept = withBrowserKnown(admit, null, alice)
    expect(knowsBrowser(admit, kept, alice)).toBe(true)
    for (const other of [person('bob'), person('alice', 'other')]) expect(knowsBrowser(admit, kept, other)).toBe(false)
    expect(knowsBrowser(admitWith('another server'), kept, alice)).toBe(false)
  })

  it('says nothing to who reads it, and is not made up or put together', () => {
    const kept = withBrowserKnown(admit, null, alice)
    expect(kept).not.toContain('alice')
    const [secret = '', mark = ''] = kept.split('.')
    const [other = ''] = withBrowserKnown(admit, null, alice).split('.')
    expect(other).not.toBe(secret)
    const forged = [
      '',
      secret,
      `${secret}.`,
      `${other}.${mark}`,
      `${secret}.${mark.slice(0, -1)}${mark.endsWith('x') ? 'y' : 'x'}`,
      `${kept}.`,
      `${kept}x`,
    ]
    for (const one of forged) expect(knowsBrowser(admit, one, alice), one).toBe(false)
  })

  it('keeps ten people, the newest, and each once', () => {
    let kept: string | null = null
    for (let i = 0; i < 12; i++) kept = withBrowserKnown(admit, kept, person(`p${i}`))
    kept = withBrowserKnown(admit, kept, person('p5'))
    const known = Array.from({ length: 12 }, (_, i) => knowsBrowser(admit, kept, person(`p${i}`)))
    expect(known).toEqual([false, false, ...Array.from({ length: 10 }, () => true)])
    expect(kept?.split('.').length).toBe(11)
  })

  it('ends 90 to 180 days after the last sign-in', () => {
    const began = now
    const kept = withBrowserKnown(admit, null, alice)
    now = began + 90 * day
    expect(knowsBrowser(admit, kept, alice)).toBe(true)
    const renewed = withBrowserKnown(admit, kept, alice)
    now = began + 180 * day
    expect([knowsBrowser(admit, kept, alice), knowsBrowser(admit, renewed, alice)]).toEqual([false, true])
    now = began
  })
})
