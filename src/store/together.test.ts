import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { together } from './together.ts'

it('does together what is asked at once, and gives everyone their own answer', async () => {
  const batches: number[][] = []
  const double = together(async (all: readonly number[]) => {
    batches.push([...all])
    return all.map((n) => n * 2)
  })
  expect(await Promise.all([1, 2, 3].map(double))).toEqual([2, 4, 6])
  expect(batches).toEqual([[1, 2, 3]])
})

it('never joins what is asked to a batch that has begun', async () => {
  let truth = 'old'
  const read = together(async (all: readonly string[]) => {
    const seen = truth
    await sleep(20)
    return all.map(() => seen)
  })
  const early = read('early')
  await sleep(5)
  truth = 'new'
  const late = read('late')
  expect([await early, await late]).toEqual(['old', 'new'])
})

it('lets nobody fail for another', async () => {
  const half = together(async (all: readonly number[]) => {
    if (all.some((n) => n % 2 === 1)) throw new Error('odd')
    return all.map((n) => n / 2)
  })
  const settled = await Promise.allSettled([2, 3, 4].map(half))
  expect(settled.map((one) => (one.status === 'fulfilled' ? one.value : String(one.reason)))).toEqual([
    1,
    'Error: odd',
    2,
  ])
  expect(await half(6)).toBe(3)
})
