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
      {ofPeople(impact).map((one) => (
        <People key={one.words} {...one} />
      ))}
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

type Side = Preview['impact']['loses']

/** What would become of people, whatever they open. */
const ofPeople = ({ withoutMethod, withoutReset, awaitDetails, askedDetails }: Preview['impact']) =>
  [
    {
      side: withoutMethod,
      className: 'loses',
      words: 'would be left without a second factor they may use, and need a Temporary Access Pass to set one up',
    },
    {
      side: withoutReset,
      className: 'loses',
      words: 'could no longer reset a forgotten password alone',
    },
    {
      side: awaitDetails,
      className: 'loses',
      words: 'would not get in before an administrator fills in what they lack',
    },
    {
      side: askedDetails,
      className: 'challenged',
      words: 'would be asked to fill in what they lack at the next sign-in',
    },
  ] as const

function People({
  side: { count, people },
  className,
  words,
}: {
  readonly side: Side
  readonly className: string
  readonly words: string
}) {
  if (count === 0) return null
  return (
    <details className={className} open={count <= 6}>
      <summary>
        <strong>{count === 1 ? '1 person' : `${count} people`}</strong> {words}
      </summary>
      <ul>
        {people.map(({ accountId, name }) => (
          <li key={accountId}>{name}</li>
        ))}
      </ul>
      {count > people.length && <p className="quiet">and {count - people.length} more</p>}
    </details>
  )
}
