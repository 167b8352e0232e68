import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Queue } from './queue.ts'

it('gives back what was pushed, the least first', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), (numbers) => {
      const queue = new Queue<number>((a, b) => a - b)
      for (const n of numbers) queue.push(n)
      const popped: number[] = []
      for (let n = queue.pop(); n !== null; n = queue.pop()) popped.push(n)
      expect(popped).toEqual([...numbers].sort((a, b) => a - b))
    }),
  )
})

it('keeps its order while things come and go', () => {
  const queue = new Queue<number>((a, b) => a - b)
  for (const n of [5, 1, 4]) queue.push(n)
  expect(queue.pop()).toBe(1)
  for (const n of [2, 0]) queue.push(n)
  expect([queue.pop(), queue.pop(), queue.pop(), queue.pop(), queue.pop()]).toEqual([0, 2, 4, 5, null])
})
