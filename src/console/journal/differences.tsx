import { Fragment } from 'react'
import { type Names, useNames } from '../parts/names.ts'
import { differencesOf } from '../../core/changes/differences.ts'

/** What was there before and what after, field by field, with names where the directory has ids. */
export function Differences({ before, after }: { readonly before: unknown; readonly after: unknown }) {
  const names = useNames([before, after])
  // What was changed stands first, and after it what followed from it: memberships, licences.
  const differing = [...differencesOf(before, after)].sort((a, b) => Number(a.is === 'list') - Number(b.is === 'list'))
  if (differing.length === 0)
    return <p className="quiet">Nothing that is kept here: a secret, or a state that was so already.</p>
  return (
    <dl className="facts">
      {differing.map((one) => (
        <Fragment key={one.field}>
          <dt>{fieldName(one.field)}</dt>
          <dd>
            {one.is === 'list' ? (
              <>
                {one.gone.map((item) => (
                  <div key={JSON.stringify(item)}>
                    <del>− {shown(item, names)}</del>
                  </div>
                ))}
                {one.come.map((item) => (
                  <div key={JSON.stringify(item)}>
                    <ins>+ {shown(item, names)}</ins>
                  </div>
                ))}
              </>
            ) : (
              <>
                <del>{shown(one.before, names)}</del> → <ins>{shown(one.after, names)}</ins>
              </>
            )}
          </dd>
        </Fragment>
      ))}
    </dl>
  )
}

/** What fields are called where their own name says little. */
const fields: Readonly<Record<string, string>> = {
  memberOf: 'groups',
  isEnabled: 'sign-in allowed',
  displayName: 'name',
  signInName: 'signs in as',
  mfaState: 'multi-factor',
  managerId: 'manager',
  mustChangePassword: 'new password asked for',
  passwordSetAt: 'password set',
  lockedUntil: 'locked until, at strange places',
  familiarLockedUntil: 'locked until, at familiar places',
  failedAttempts: 'wrong passwords at strange places',
  familiarFailedAttempts: 'wrong passwords at familiar places',
  deletedAt: 'deleted',
  unitIds: 'units',
  parentIds: 'within',
  expiresAt: 'until',
  grants: 'roles',
  unitId: 'within',
  groupId: 'through',
}

/** What a field is called. */
export const fieldName = (field: string) => fields[field] ?? field.replace(/^attributes\./, '')

const byId = ['role', 'productId', 'instanceId', 'groupId', 'uri', 'id', 'name'] as const

export function shown(value: unknown, names: Names): string {
  if (value === undefined || value === null || value === '') return 'nothing'
  if (typeof value === 'string') return names.of(value)
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (Array.isArray(value)) return value.map((one) => shown(one, names)).join(', ') || 'none'
  if (typeof value !== 'object') return String(value)
  const of = value as Readonly<Record<string, unknown>>
  const key = byId.find((name) => typeof of[name] === 'string')
  if (key === undefined) return JSON.stringify(value)
  const rest = Object.entries(of).filter(
    ([name, one]) => name !== key && one !== null && one !== '' && !(Array.isArray(one) && one.length === 0),
  )
  const more = rest.map(([name, one]) => `${fieldName(name)} ${shown(one, names)}`).join(', ')
  return `${names.of(of[key] as string)}${more === '' ? '' : ` (${more})`}`
}
