import { PickFilter, WithoutFilters } from '../parts/filters.tsx'
import type { AppsQuery } from './apps-query.ts'

type Props = {
  readonly query: AppsQuery
  readonly onChange: (change: { readonly [K in keyof AppsQuery]?: string | undefined }) => void
}

/** What narrows the list of apps. */
export function AppsFilters({ query, onChange }: Props) {
  return (
    <section className="filters" aria-label="Filters">
      <PickFilter
        label="Scope"
        value={query.scope}
        data={[
          ['registered', 'registered here'],
          ['own', 'part of Admit'],
        ]}
        onPick={(scope) => onChange({ scope })}
      />
      <PickFilter
        label="Kind"
        value={query.kind}
        data={[
          ['server', 'on a server'],
          ['public', 'in the browser or on a device'],
        ]}
        onPick={(kind) => onChange({ kind })}
      />
      <PickFilter
        label="Who"
        value={query.who}
        data={[
          ['assigned', 'who is assigned'],
          ['everybody', 'everybody'],
        ]}
        onPick={(who) => onChange({ who })}
      />
      <PickFilter
        label="State"
        value={query.state}
        data={[
          ['on', 'switched on'],
          ['off', 'switched off'],
        ]}
        onPick={(state) => onChange({ state })}
      />
      <WithoutFilters
        onPress={() => onChange({ scope: undefined, kind: undefined, who: undefined, state: undefined })}
      />
    </section>
  )
}
