import { expect, it } from 'vitest'
import { id } from './fields.ts'

it('an id is any that Graph has, of whatever version, in small letters', () => {
  expect(id.parse('00000003-0000-0000-C000-000000000000')).toBe('00000003-0000-0000-c000-000000000000')
  expect(id.safeParse('00000003-0000-0000-c000').success).toBe(false)
})
