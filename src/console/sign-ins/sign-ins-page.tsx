import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type App, api, type List, type SignIn } from '../api.ts'
import { given } from '../parts/address.ts'
import { ExportButton } from '../parts/export-button.tsx'
import { PickFilter, WithoutFilters } from '../parts/filters.tsx'
import { Problem } from '../parts/loaded.tsx'
import { More } from '../parts/more.tsx'
import { useNameOf } from '../parts/names-of.ts'
import { Page, Sheet } from '../parts/page.tsx'
import { PersonFilter } from '../parts/person-filter.tsx'
import { SignInList } from './sign-in-list.tsx'
import { filterOf, outcomes, type SignInsQuery, signInsPath } from './sign-ins-query.ts'

const page = 50

/** The sign-in log, by outcome, by app, and by person or the name that was typed. */
export function SignInsPage() {
  const query = useSearch({ from: '/sign-ins' })
  const navigate = useNavigate({ from: '/sign-ins' })
  const say = (change: { readonly [K in keyof SignInsQuery]?: string | undefined }) =>
    void navigate({ search: (before) => given({ ...before, ...change }) })
  const signIns = useInfiniteQuery({
    queryKey: ['sign-ins', query],
    initialPageParam: null as number | null,
    queryFn: ({ pageParam, signal }) => api<List<SignIn>>(signInsPath(query, pageParam, page), undefined, signal),
    getNextPageParam: ({ value }) => (value.length < page ? undefined : value.at(-1)?.id),
  })
  return (
    <Page title="Sign-ins" buttons={<ExportButton list="signIns" filter={filterOf(query)} />}>
      <Sheet>
        <Filters query={query} say={say} />
        {signIns.error !== null && <Problem error={signIns.error} again={() => signIns.refetch()} />}
        {signIns.error === null && signIns.data !== undefined && (
          <SignInList
            rows={signIns.data.pages.flatMap(({ value }) => value)}
            none={
              filterOf(query) === null
                ? 'Nobody has signed in yet.'
                : 'No sign-in is like that. Take a filter away to see more.'
            }
          />
        )}
        <More of={signIns} label="Older" />
      </Sheet>
    </Page>
  )
}

type FiltersProps = {
  readonly query: SignInsQuery
  readonly say: (change: { readonly [K in keyof SignInsQuery]?: string | undefined }) => void
}

function Filters({ query, say }: FiltersProps) {
  const apps = useQuery({ queryKey: ['apps'], queryFn: () => api<List<App>>('admit/apps') })
  const nameOf = useNameOf(query.person === undefined ? [] : [query.person])
  return (
    <section className="filters" aria-label="Filters">
      <PersonFilter
        label="Who"
        chosen={query.person === undefined ? query.name : nameOf(query.person)}
        onPick={(user) => say({ person: user?.id, name: undefined })}
        onText={(name) => say({ name, person: undefined })}
      />
      <PickFilter label="Came to" value={query.outcome} data={outcomes} onPick={(outcome) => say({ outcome })} />
      <PickFilter
        label="App"
        value={query.app}
        data={(apps.data?.value ?? []).map((app) => [app.id, app.name] as const)}
        onPick={(app) => say({ app })}
      />
      <WithoutFilters onPress={() => say({ person: undefined, name: undefined, outcome: undefined, app: undefined })} />
    </section>
  )
}
