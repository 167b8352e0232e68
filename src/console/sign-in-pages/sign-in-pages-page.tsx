import { useQuery } from '@tanstack/react-query'
import { api } from '../api.ts'
import { Loaded } from '../parts/loaded.tsx'
import { Page } from '../parts/page.tsx'
import { LookForm } from './look-form.tsx'
import type { Settings } from './settings.ts'
import { StayForm } from './stay-form.tsx'

/** How the sign-in pages of the organisation look, and how long they let people stay signed in. */
export function SignInPagesPage() {
  const settings = useQuery({ queryKey: ['sign-in-pages'], queryFn: () => api<Settings>('admit/signInPages') })
  return (
    <Page title="Sign-in pages">
      <Loaded of={settings}>
        {(now) => (
          <>
            <StayForm key={now.stayDays} days={now.stayDays} />
            <LookForm key={JSON.stringify(now.branding)} now={now} />
          </>
        )}
      </Loaded>
    </Page>
  )
}
