import { Badge } from '@mantine/core'
import { When } from '../parts/when.tsx'

const month = 30 * 86_400_000

/** When something an app proves itself with ends: plain to see where it has, and where it soon will. */
export function Ends({ at }: { readonly at: number | null }) {
  if (at === null) return 'never'
  const left = at - Date.now()
  return (
    <>
      <When at={at} />{' '}
      {left <= 0 ? (
        <Badge color="red">ended</Badge>
      ) : (
        left < month && (
          <Badge color="yellow">
            {left < 86_400_000 ? 'ends within a day' : `ends in ${Math.floor(left / 86_400_000)} days`}
          </Badge>
        )
      )}
    </>
  )
}

/** The end of a day that was typed as a date, as the API takes it; null where none was. */
export const endOf = (date: string) => (date === '' ? null : `${date}T23:59:59Z`)
