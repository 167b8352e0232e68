import { Button } from '@mantine/core'

type Props = {
  readonly of: {
    readonly hasNextPage: boolean
    readonly isFetchingNextPage: boolean
    readonly fetchNextPage: () => unknown
  }
  readonly label?: string
}

/** What brings the next page of a list; the key for the next row leads here from the last one. */
export function More({ of, label = 'More' }: Props) {
  if (!of.hasNextPage) return null
  return (
    <Button variant="default" data-more loading={of.isFetchingNextPage} onClick={() => void of.fetchNextPage()}>
      {label}
    </Button>
  )
}
