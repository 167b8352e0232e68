import { Alert, Button, Center, Loader } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ApiError } from '../api.ts'

/** What was asked of the server: while it comes, when it cannot come and why, and then what is made of it. */
export function Loaded<T>({
  of,
  children,
}: {
  readonly of: UseQueryResult<T>
  readonly children: (data: T) => ReactNode
}) {
  if (of.data !== undefined) return children(of.data)
  if (of.error !== null) return <Problem error={of.error} again={() => of.refetch()} />
  return (
    <Center p="xl">
      <Loader size="sm" aria-label="Loading" />
    </Center>
  )
}

/** A clear no, with its code, and where it may help, a way to try again. */
export function Problem({ error, again }: { readonly error: Error; readonly again?: () => unknown }) {
  const mayHelp = !(error instanceof ApiError) || error.status >= 500
  return (
    <Alert color="red" title={error.message} role="alert">
      {error instanceof ApiError && <span className="mono">{error.code}</span>}
      {again !== undefined && mayHelp && (
        <div>
          <Button mt="sm" size="xs" variant="default" onClick={again}>
            Try again
          </Button>
        </div>
      )}
    </Alert>
  )
}
