import { Badge, Group, Stack, Text } from '@mantine/core'
import { type PersonalRules, personalProvider } from '../../core/federation/personal.ts'
import type { Change } from '../api.ts'
import { ChangeButton } from '../parts/change-button.tsx'
import { Sheet } from '../parts/page.tsx'
import type { Provider } from './provider.ts'

type Props = {
  /** Undefined where nothing was ever said. */
  readonly provider: Provider | undefined
  /** Whether this server has personal accounts at all. */
  readonly server: 'on' | 'off'
}

/** Whether guests may come with the one account that they made for themselves on this server. */
export function PersonalSheet({ provider, server }: Props) {
  const rules: PersonalRules = {
    guests: provider?.guests ?? 'none',
    secondFactor: provider?.secondFactor ?? 'trusted',
  }
  const comes = rules.guests === 'welcome'
  return (
    <Sheet title="Personal accounts">
      <Stack gap="sm" maw={640}>
        <Group gap="xs">
          <Badge>{comes ? 'admitted' : 'not admitted'}</Badge>
          {provider !== undefined && <Text size="sm">{`${provider.people.toLocaleString()} linked`}</Text>}
        </Group>
        <Text size="sm" c="dimmed">
          Guests make one account for themselves, with a password and second factors of their own, and come with it to
          every organisation of this server that invited them. You see it linked on their page, and nothing else of it.
        </Text>
        {server === 'off' ? (
          <Text size="sm">Who runs this server has switched personal accounts off (ADMIT_PERSONAL_ACCOUNTS).</Text>
        ) : (
          <Group>
            <ChangeButton
              on="sheet"
              title={comes ? 'Let nobody come with a personal account' : 'Admit personal accounts'}
              changes={[put({ ...rules, guests: comes ? 'none' : 'welcome' })]}
            >
              {comes ? 'Let nobody come with one' : 'Admit personal accounts'}
            </ChangeButton>
            {comes && (
              <ChangeButton
                on="sheet"
                title={
                  rules.secondFactor === 'trusted'
                    ? 'Ask for a second factor of this organisation'
                    : 'Count the second factor of personal accounts'
                }
                changes={[put({ ...rules, secondFactor: rules.secondFactor === 'trusted' ? 'ours' : 'trusted' })]}
              >
                {rules.secondFactor === 'trusted' ? 'Ask for a second factor here' : 'Count their second factor'}
              </ChangeButton>
            )}
          </Group>
        )}
      </Stack>
    </Sheet>
  )
}

const put = (rules: PersonalRules): Change => ({ do: 'put_identity_provider', provider: personalProvider(rules) })
