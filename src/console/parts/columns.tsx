import { Link } from '@tanstack/react-router'
import type { Column } from './listing.tsx'

type Pages = '/people/$id' | '/groups/$id' | '/apps/$id' | '/licences/$id' | '/roles/$id' | '/units/$id'

/** The name of a thing, which leads to its page. */
export function Named({ to, id, name }: { readonly to: Pages; readonly id: string; readonly name: string }) {
  return (
    <Link className="row" to={to} params={{ id }}>
      {name}
    </Link>
  )
}

type Shown = { readonly id: string; readonly displayName: string }

/** The column of people, each leading to their page. */
export const personColumn: Column<Shown> = {
  title: 'Name',
  cell: ({ id, displayName }) => <Named to="/people/$id" id={id} name={displayName} />,
}

/** The column of the names people sign in with. */
export const signsInColumn: Column<{ readonly userPrincipalName: string }> = {
  title: 'Signs in as',
  isExtra: true,
  cell: ({ userPrincipalName }) => <span className="mono">{userPrincipalName}</span>,
}
