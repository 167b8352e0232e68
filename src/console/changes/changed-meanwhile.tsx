import { Alert, List } from '@mantine/core'
import type { Overwritten } from '../../core/changes/differences.ts'
import { ApiError } from '../api.ts'
import { fieldName, shown } from '../journal/differences.tsx'
import { useNames } from '../parts/names.ts'
import { When } from '../parts/when.tsx'

type Meanwhile = {
  /** From here on it would be written over knowingly. */
  readonly seen: number
  readonly since: readonly Overwritten[]
}

/** What others changed since, where that is why a change was refused. */
export function meanwhileIn(error: Error | null): Meanwhile | null {
  const isThat = error instanceof ApiError && error.code === 'request.changed_meanwhile' && 'since' in error.details
  return isThat ? (error.details as Meanwhile) : null
}

/** The same in a sentence; null where that is not why. */
export function sinceThen(error: Error): string | null {
  const one = meanwhileIn(error)?.since[0]
  return one === undefined ? null : `${one.by ?? 'Admit itself'} has changed ${fieldName(one.field)} since.`
}

/** What somebody else changed while a form was open, and the form would write over. */
export function ChangedMeanwhile({ since }: { readonly since: readonly Overwritten[] }) {
  const names = useNames(since)
  return (
    <Alert color="yellow" role="alert" title="Somebody changed this after you began">
      <List spacing="xs">
        {since.map((one) => (
          <List.Item key={`${one.entityId} ${one.field} ${JSON.stringify(one.after)}`}>
            {one.name === null ? '' : `${one.name}: `}
            <strong>{fieldName(one.field)}</strong>, <del>{shown(one.before, names)}</del> →{' '}
            <ins>{shown(one.after, names)}</ins>, by {one.by ?? 'Admit itself'}, <When at={one.at} />
          </List.Item>
        ))}
      </List>
      Leave it to keep theirs, or write over it knowingly.
    </Alert>
  )
}
