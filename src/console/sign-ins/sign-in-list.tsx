import { Badge } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { SignIn } from '../api.ts'
import { type Column, Listing } from '../parts/listing.tsx'
import { When } from '../parts/when.tsx'
import { titleOf } from './reasons.ts'

const kinds = {
  interactive: 'sign-in page',
  single_sign_on: 'single sign-on',
  refresh: 'token refresh',
  client: 'app by itself',
} as const
const tones = { admit: 'admit', challenge: 'yellow', refuse: 'red', unknown: 'gray' } as const
const words = {
  admit: '✓ got in',
  challenge: '! asked for more',
  refuse: '✕ refused',
  unknown: '? not decided',
} as const

type Props = {
  readonly rows: readonly SignIn[]
  readonly none: string
  /** On the page of a person nobody has to be told who it was. */
  readonly isOfOne?: boolean
}

const who: Column<SignIn> = { title: 'Who', cell: (row) => row.displayName ?? row.signInName ?? '–' }

/** Attempts as they were decided, the newest first; each opens the Why page on that very attempt. */
export function SignInList({ rows, none, isOfOne = false }: Props) {
  return (
    <Listing
      label="Sign-ins"
      rows={rows}
      idOf={(row) => row.id}
      none={none}
      columns={[
        {
          title: 'When',
          cell: (row) => (
            <Link className="row" to="/" search={{ ref: row.reference }}>
              <When at={row.at} />
            </Link>
          ),
        },
        ...(isOfOne ? [] : [who]),
        { title: 'App', cell: (row) => row.appName ?? row.appId ?? '–' },
        {
          title: 'Came to',
          cell: (row) => (
            <>
              <Badge color={tones[row.outcome]}>{words[row.outcome]}</Badge> {titleOf(row.code)}{' '}
              <span className="mono quiet">{row.code}</span>
            </>
          ),
        },
        { title: 'How', isExtra: true, isShort: true, cell: (row) => kinds[row.kind] },
        { title: 'From', isExtra: true, isShort: true, cell: (row) => <span className="mono">{row.ip ?? '–'}</span> },
        {
          title: 'Reference',
          isExtra: true,
          isShort: true,
          cell: (row) => <span className="mono">{row.reference}</span>,
        },
      ]}
    />
  )
}
