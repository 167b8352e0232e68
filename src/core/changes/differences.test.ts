import { expect, it } from 'vitest'
import { differencesOf } from './differences.ts'

it('goes into objects and names the field', () =>
  expect(
    differencesOf(
      { attributes: { department: 'Sale', city: 'Lyon' } },
      { attributes: { department: 'Sales', city: 'Lyon' } },
    ),
  ).toEqual([{ field: 'attributes.department', is: 'value', before: 'Sale', after: 'Sales' }]))
it('tells what is gone from a list and what has come', () =>
  expect(differencesOf({ groups: [{ id: 'a' }, { id: 'b' }] }, { groups: [{ id: 'b' }, { id: 'c' }] })).toEqual([
    { field: 'groups', is: 'list', gone: [{ id: 'a' }], come: [{ id: 'c' }] },
  ]))
it('shows all of what was made and of what was deleted', () => {
  expect(differencesOf(null, { name: 'Sales' })).toEqual([
    { field: 'name', is: 'value', before: undefined, after: 'Sales' },
  ])
  expect(differencesOf({ name: 'Sales' }, null)).toEqual([
    { field: 'name', is: 'value', before: 'Sales', after: undefined },
  ])
})
it('says nothing where nothing differs, nothing and null alike', () =>
  expect(differencesOf({ a: null, b: [1] }, { b: [1] })).toEqual([]))
