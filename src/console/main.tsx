import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import './console.css'
import './groups/rule.css'
import './journal/journal.css'
import './parts/listing.css'
import './why/why.css'
import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { ApiError } from './api.ts'
import { ChangesProvider } from './changes/changes-provider.tsx'
import { keptWithNumber } from './changes/seen.ts'
import { router } from './routes.tsx'
import { SessionGate } from './session.tsx'
import { theme, variables } from './theme.ts'

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? ''
// What locks the page behind a dialog adds a style element of its own and looks for the nonce here.
Object.assign(globalThis, { __webpack_nonce__: nonce })

const client = new QueryClient({
  defaultOptions: {
    queries: {
      retry: (failures, error) => failures < 2 && !(error instanceof ApiError && error.status < 500),
      staleTime: 5_000,
      structuralSharing: keptWithNumber,
    },
  },
})

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={variables}
      defaultColorScheme="auto"
      getStyleNonce={() => nonce}
    >
      <Notifications position="bottom-right" autoClose={12_000} zIndex={190} />
      <QueryClientProvider client={client}>
        <SessionGate>
          <ChangesProvider>
            <RouterProvider router={router} />
          </ChangesProvider>
        </SessionGate>
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
)
