import { Button } from '@mantine/core'
import { withQuery } from '../api.ts'

/** Downloads the whole list that stands on the page, as far as it is searched, as a table. */
export function ExportButton({
  list,
  search = '',
  filter = null,
}: {
  readonly list: string
  readonly search?: string
  readonly filter?: string | null
}) {
  const query = { $search: search === '' ? null : `"${search.replaceAll('"', '')}"`, $filter: filter }
  return (
    <Button component="a" variant="default" download href={`/v1.0/${withQuery(`admit/export/${list}`, query)}`}>
      Export
    </Button>
  )
}
