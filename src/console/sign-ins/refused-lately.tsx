import { useQuery } from '@tanstack/react-query'
import { api, type List, type SignIn } from '../api.ts'
import { Loaded } from '../parts/loaded.tsx'
import { Sheet } from '../parts/page.tsx'
import { useSession } from '../session.tsx'
import { SignInList } from './sign-in-list.tsx'

/** Who was turned away, the latest first: who calls is often among them. */
export function RefusedLately() {
  const isSeen = useSession().mayRead.includes('sign_ins')
  const refused = useQuery({
    enabled: isSeen,
    queryKey: ['sign-ins', 'refused'],
    queryFn: () => api<List<SignIn>>('admit/signIns?outcome=refuse&limit=8'),
    refetchInterval: 10_000,
  })
  if (!isSeen) return null
  return (
    <Sheet title="Refused lately">
      <Loaded of={refused}>{({ value }) => <SignInList rows={value} none="Nobody was refused." />}</Loaded>
    </Sheet>
  )
}
