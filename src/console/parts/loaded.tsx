import { Alert, Button, Center, Loader } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ComponentProps, ReactNode } from 'react'
import { ApiError } from '../api.ts'
import { isKeptOut, signInAddress } from '../kept-out.ts'
import { Page } from './page.tsx'

type Props<T> = {
  readonly of: UseQueryResult<T>
  /** Where the page takes its heading from what comes: its heading until then. */
  readonly page?: Pick<ComponentProps<typeof Page>, 'title' | 'up'>
  readonly children: (data: T) => ReactNode
}

/** What was asked of the server: while it comes, when it cannot come and why, and then what is made of it. */
export function Loaded<T>({ of, page, children }: Props<T>) {
  if (of.data !== undefined) return children(of.data)
  const meanwhile = of.error === null ? <Waiting /> : <Problem error={of.error} again={() => of.refetch()} />
  return page === undefined ? meanwhile : <Page {...page}>{meanwhile}</Page>
}

/** Where something comes in a moment. */
export function Waiting() {
  return (
    <Center p="xl">
      <Loader size="sm" role="status" aria-label="Loading" />
    </Center>
  )
}

/** A clear no, with its code, and where it may help, a way to try again. */
export function Problem({ error, again }: { readonly error: Error; readonly again?: () => unknown }) {
  const mayHelp = !(error instanceof ApiError) || error.status >= 500
  return (
    <Alert className="problem" color="red" title={error.message} role="alert">
      {error instanceof ApiError && <span className="mono">{error.code}</span>}
      {error instanceof ApiError && typeof error.details['hint'] === 'string' && <div>{error.details['hint']}</div>}
      {error instanceof ApiError && error.code === 'auth.fresh_proof_needed' && (
        <div>
          <Button mt="sm" size="xs" component="a" href={signInAddress({ prompt: 'prove' })}>
            Prove that it is you, and come back
          </Button>
        </div>
      )}
      {isKeptOut(error) && (
        <div>
          <Button mt="sm" size="xs" component="a" href={signInAddress()}>
            Sign in again, and come back
          </Button>
        </div>
      )}
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
