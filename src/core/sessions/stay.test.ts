import { describe, expect, it } from 'vitest'
import { isOverByTime, type SessionKind } from './stay.ts'

const hour = 3_600_000
const day = 24 * hour
const now = 1_000 * day

const over = (kind: SessionKind, authAgo: number, seenAgo: number, stayDays = 30) =>
  isOverByTime({ kind, authAt: now - authAgo, lastSeenAt: now - seenAgo }, stayDays, now)

describe('a session is over by time', () => {
  it('twelve hours after its proof, however much it is used', () => {
    expect(over('browser', 12 * hour, 0)).toBe(false)
    expect(over('browser', 12 * hour + 1, 0)).toBe(true)
  })

  it('one hour after its proof on a shared computer', () => {
    expect(over('shared', hour, 0)).toBe(false)
    expect(over('shared', hour + 1, 0)).toBe(true)
  })

  it('after the days of the tenant without use where it stays', () => {
    expect(over('lasting', 400 * day, 30 * day)).toBe(false)
    expect(over('lasting', 400 * day, 30 * day + 1)).toBe(true)
    expect(over('lasting', 400 * day, 6 * day, 5)).toBe(true)
  })

  it('as any other where the tenant lets nobody stay any more', () => {
    expect(over('lasting', 11 * hour, hour, 0)).toBe(false)
    expect(over('lasting', 13 * hour, 0, 0)).toBe(true)
  })
})
