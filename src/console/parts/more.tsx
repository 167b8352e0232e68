import { Button } from '@mantine/core'
import { Waiting } from './loaded.tsx'

type Props = {
  readonly of: {
    readonly isPending: boolean
    readonly hasNextPage: boolean
    readonly isFetchingNextPage: boolean
    readonly fetchNextPage: () => unknown
  }
  readonly label?: string
}

/** What brings the next page of a list, or says that the first is on its way; the key for the next row leads here from the last one. */
export function More({ of, label = 'More' }: Props) {
  if (of.isPending) return <Waiting />
  if (!of.hasNextPage) return null
  return (
    <Button variant="default" data-more loading={of.isFetchingNextPage} onClick={() => void of.fetchNextPage()}>
      {label}
    </Button>
  )
}
