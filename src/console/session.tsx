import { Alert, Center, Loader } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext } from 'react'
import { api, type Change, type Session } from './api.ts'
import { askAs } from './ask-as.ts'
import { isKeptOut, signInAddress } from './kept-out.ts'

const Context = createContext<Session | null>(null)

/** Who is at the console and what their roles may do. */
export function useSession(): Session {
  const session = useContext(Context)
  if (session === null) throw new Error('the console is shown to nobody without a session')
  return session
}

/** Tells whether one's roles may make changes of all these kinds, at least to somebody. */
export function useMay(): (...kinds: readonly Change['do'][]) => boolean {
  const { mayDo } = useSession()
  return (...kinds) => kinds.every((kind) => mayDo[kind] === true)
}

/** Shows the console to an administrator; everybody else is sent to sign in, or told that no role is theirs. */
export function SessionGate({ children }: { readonly children: ReactNode }) {
  const { data, error } = useQuery({
    queryKey: ['session'],
    queryFn: async () => {
      const session = await api<Session>('admit/session')
      askAs(session.accountId)
      return session
    },
    staleTime: Infinity,
  })
  if (isKeptOut(error)) {
    location.assign(signInAddress())
    return null
  }
  if (error !== null)
    return (
      <Alert m="xl" color="red" title="The console cannot be shown">
        {error.message}
      </Alert>
    )
  if (data === undefined)
    return (
      <Center mih="100vh">
        <Loader aria-label="Loading" />
      </Center>
    )
  return <Context value={data}>{children}</Context>
}
