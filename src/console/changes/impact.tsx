import type { Preview } from './preview.ts'

const words = {
  gains: ['would get in who does not now', 'would get in who do not now'],
  loses: ['would lose access', 'would lose access'],
  challenged: ['would be asked for more', 'would be asked for more'],
} as const

/** Whose access would change, by number and by name; who is `but` is left out, being whom it is for. */
export function Impact({ impact, but }: { readonly impact: Preview['impact']; readonly but?: string | null }) {
  const sides = (['loses', 'challenged', 'gains'] as const).flatMap((side) => {
    const people = impact[side].people
      .filter((one) => one.accountId !== but)
      .sort((a, b) => a.name.localeCompare(b.name))
    const count = impact[side].count - (impact[side].people.length - people.length)
    return count === 0 ? [] : [{ side, people, count }]
  })
  const none = but === undefined ? 'Nobody’s access changes.' : 'Nobody else’s access changes.'
  return (
    <div>
      {impact.decided < impact.concerned && (
        <p>
          Decided for the first {impact.decided.toLocaleString('en')} of {impact.concerned.toLocaleString('en')} people
          whom it may concern.
        </p>
      )}
      {impact.withoutMethod.count > 0 && (
        <details className="loses" open={impact.withoutMethod.count <= 6}>
          <summary>
            <strong>{impact.withoutMethod.count === 1 ? '1 person' : `${impact.withoutMethod.count} people`}</strong>{' '}
            would be left without a second factor they may use, and need a Temporary Access Pass to set one up
          </summary>
          <ul>
            {impact.withoutMethod.people.map(({ accountId, name }) => (
              <li key={accountId}>{name}</li>
            ))}
          </ul>
        </details>
      )}
      {sides.length === 0 && <p className="quiet">{none}</p>}
      {sides.map(({ side, people, count }) => (
        // A few names are read at a glance; a long list is opened by whoever wants it.
        <details key={side} className={side} open={count <= 6}>
          <summary>
            <strong>{count === 1 ? '1 sign-in' : `${count} sign-ins`}</strong> {words[side][count === 1 ? 0 : 1]}
          </summary>
          <ul>
            {people.map((one) => (
              <li key={`${one.accountId} ${one.app}`}>
                {one.name} · {one.app}
              </li>
            ))}
          </ul>
          {count > people.length && <p className="quiet">and {count - people.length} more</p>}
        </details>
      ))}
    </div>
  )
}
