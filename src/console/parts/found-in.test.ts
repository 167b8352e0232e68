import { expect, it } from 'vitest'
import { isFoundIn } from './found-in.ts'

it('finds each word somewhere, whatever the capitals, and everything by nothing', () => {
  const texts = ['Meridian Sales Professional', 'Forecasts', null]
  expect(['sales', ' SALES  fore ', '', undefined].map((search) => isFoundIn(search, texts))).toEqual(
    Array(4).fill(true),
  )
  expect(['sales x', 'null'].map((search) => isFoundIn(search, texts))).toEqual([false, false])
})
