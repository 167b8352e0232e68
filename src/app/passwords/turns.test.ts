import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../errors.ts'
import { newTurns, type Turns } from './turns.ts'

const nothing = async () => {}

/** Work that ends when it is told to. */
function held() {
  const { promise, resolve } = Promise.withResolvers<void>()
  return { work: () => promise, end: resolve }
}

/** How the attempts of many who come at once ended: the longest that one of them waited, and what the others were told. */
async function storm(turns: Turns, count: number, millis: number) {
  const refused: AppError[] = []
  const waits: number[] = []
  const came = performance.now()
  await Promise.all(
    Array.from({ length: count }, () =>
      turns
        .soon(async () => {
          waits.push(performance.now() - came)
          await sleep(millis)
        })
        .catch((error: unknown) => {
          if (!(error instanceof AppError)) throw error
          refused.push(error)
        }),
    ),
  )
  return { refused, waits }
}

describe('turns', () => {
  it('does so much at once and no more', async () => {
    const turns = newTurns({ atOnce: 2, longestWait: 5000 })
    let [now, most] = [0, 0]
    const work = async () => {
      most = Math.max(most, ++now)
      await sleep(2)
      now--
    }
    await Promise.all(Array.from({ length: 20 }, (_, i) => (i % 2 ? turns.soon(work) : turns.whenever(work))))
    expect(most).toBe(2)
  })

  it('gives what the work gave, and goes on after work that failed', async () => {
    const turns = newTurns({ atOnce: 1, longestWait: 5000 })
    const broken = turns.soon(() => Promise.reject(new Error('broken')))
    const after = turns.soon(async () => 'what was asked for')
    await expect(broken).rejects.toThrow('broken')
    expect(await after).toBe('what was asked for')
    expect(await turns.whenever(async () => 7)).toBe(7)
  })

  it('refuses whoever would wait too long, and nobody else waits longer', async () => {
    const turns = newTurns({ atOnce: 2, longestWait: 300 })
    const { refused, waits } = await storm(turns, 400, 20)
    expect(refused.length).toBeGreaterThan(200)
    expect(waits.length).toBeGreaterThan(10)
    // An overdue one is told at the next turn.
    expect(Math.max(...waits)).toBeLessThan(300 + 100)
    for (const error of refused) {
      expect(error).toMatchObject({ code: 'server.busy', status: 503 })
      expect(error.details['retryAfter']).toBeGreaterThanOrEqual(1)
      expect(error.details['retryAfter']).toBeLessThanOrEqual(60)
    }
    // Afterwards it is as it was.
    expect(await turns.soon(async () => 'in')).toBe('in')
  })

  it('refuses before the work begins', async () => {
    const turns = newTurns({ atOnce: 1, longestWait: 15 })
    const first = held()
    const working = turns.soon(first.work)
    let isBegun = false
    const late = turns.soon(async () => {
      isBegun = true
    })
    await expect(late).rejects.toMatchObject({ code: 'server.busy' })
    first.end()
    await working
    expect(isBegun).toBe(false)
  })

  it('tells whoever waited too long because the work ahead took longer than it seemed', async () => {
    const turns = newTurns({ atOnce: 1, longestWait: 50 })
    const slow = held()
    const working = turns.soon(slow.work)
    const overdue = turns.soon(nothing)
    const told = expect(overdue).rejects.toMatchObject({ code: 'server.busy' })
    await sleep(80)
    slow.end()
    await working
    await told
  })

  it('holds no more than so many, however fast each is thought to be', async () => {
    const turns = newTurns({ atOnce: 1, longestWait: 1e9 })
    const { refused, waits } = await storm(turns, 2500, 0)
    expect(waits.length).toBeLessThanOrEqual(2001)
    expect(refused.length).toBe(2500 - waits.length)
  })

  it('lets people go before what nobody waits for, which yet comes to its turn', async () => {
    const turns = newTurns({ atOnce: 1, longestWait: 5000 })
    const first = held()
    const order: string[] = []
    const note = (who: string) => async () => void order.push(who)
    const all = [
      turns.whenever(first.work),
      ...[1, 2].map((n) => turns.whenever(note(`background ${n}`))),
      ...[1, 2, 3, 4, 5].map((n) => turns.soon(note(`person ${n}`))),
    ]
    await sleep(1)
    first.end()
    await Promise.all(all)
    expect(order).toEqual([
      ...['person 1', 'person 2', 'person 3', 'background 1'],
      ...['person 4', 'person 5', 'background 2'],
    ])
  })
})
