import { describe, expect, it } from 'vitest'
import { columnsText } from '../parts/column-choice.tsx'
import {
  columnsOf,
  filterOf,
  isNarrowed,
  peopleChoice,
  peopleCountPath,
  peoplePath,
  peopleQueryIn,
} from './people-query.ts'

describe('the address of the list of people', () => {
  it('is read as texts; what is nothing or unknown is passed over', () => {
    expect(peopleQueryIn({ search: 117, kind: 'guest', department: '', other: 'x', role: ['a'] })).toEqual({
      search: '117',
      kind: 'guest',
    })
  })

  it('becomes one condition of the API, whatever quotes are in it', () => {
    expect(filterOf({})).toBeNull()
    expect(filterOf({ signIn: 'blocked', department: "L'Oreal", licence: 'none', role: 'helpdesk' })).toBe(
      "accountEnabled eq false and department eq 'L''Oreal' and assignedLicenses/$count eq 0 and assignedRoles/any(r:r/role eq 'helpdesk')",
    )
    const query = new URLSearchParams(peoplePath({ search: 'a"b', sort: '-name' }).split('?')[1])
    expect(query.get('$search')).toBe('"a b"')
    expect(query.get('$orderby')).toBe('displayName desc')
    expect(peopleCountPath({ deleted: 'yes' })).toBe('directory/deletedItems/microsoft.graph.user/$count')
  })

  it('says the columns only where they are not the usual ones', () => {
    expect(columnsText(peopleChoice, columnsOf({}))).toBeUndefined()
    expect(columnsText(peopleChoice, ['city', 'state'])).toBe('city,state')
    expect(columnsOf({ columns: 'state,city,nonsense' })).toEqual(['city', 'state'])
    expect(columnsOf({ columns: columnsText(peopleChoice, []) ?? '' })).toEqual([])
  })

  it('is narrowed by what is asked and not by how it is shown', () => {
    expect(isNarrowed({ sort: '-name', columns: 'city', deleted: 'yes' })).toBe(false)
    expect(isNarrowed({ group: 'x' })).toBe(true)
  })
})
