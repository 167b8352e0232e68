import { Group, Paper, Stack, Text } from '@mantine/core'
import { type Branding, textOn } from '../../core/branding/branding.ts'
import { useSession } from '../session.tsx'

/** The sign-in page as it would be, by day and by night. */
export function Preview({ branding, organisation }: { readonly branding: Branding; readonly organisation: string }) {
  return (
    <Stack gap="md" role="group" aria-label="Preview">
      <Card branding={branding} organisation={organisation} colours={day} label="By day" />
      <Card branding={branding} organisation={organisation} colours={night} label="By night" />
    </Stack>
  )
}

type Colours = {
  readonly card: string
  readonly ink: string
  readonly line: string
  readonly accent: string
  readonly on: string
}

const day: Colours = { card: '#ffffff', ink: '#1d2430', line: '#dad6cd', accent: '#0b5d57', on: '#ffffff' }
const night: Colours = { card: '#1e242b', ink: '#e9ecef', line: '#363f49', accent: '#6fd0c4', on: '#08201d' }

type CardOf = {
  readonly branding: Branding
  readonly organisation: string
  readonly colours: Colours
  readonly label: string
}

function Card({ branding, organisation, colours, label }: CardOf) {
  const { tenant } = useSession()
  const isColour = branding.accent !== null && /^#[0-9a-f]{6}$/.test(branding.accent)
  const text = isColour ? textOn(branding.accent as string) : null
  // A colour that would be refused is not shown.
  const [ground, on] = text === null ? [colours.accent, colours.on] : [branding.accent as string, text]
  return (
    <Paper
      component="figure"
      m={0}
      p="lg"
      radius="lg"
      withBorder
      style={{ background: colours.card, color: colours.ink, borderColor: colours.line }}
    >
      <Group gap="sm" wrap="nowrap">
        {branding.logo !== null && (
          <img
            src={`/signin/logo/${tenant.id}/${branding.logo}`}
            alt=""
            style={{ maxWidth: 144, maxHeight: 48, objectFit: 'contain' }}
          />
        )}
        <Text fw={650} style={{ overflowWrap: 'anywhere' }}>
          {branding.name ?? organisation}
        </Text>
      </Group>
      <Text size="xl" fw={700} mt="md">
        Sign in
      </Text>
      <div
        style={{
          background: ground,
          color: on,
          borderRadius: 10,
          padding: '0.6rem 1.4rem',
          marginTop: '1rem',
          textAlign: 'center',
          fontWeight: 600,
          border: `1px solid ${text === null ? 'transparent' : on}`,
        }}
      >
        Next
      </div>
      {branding.text !== null && (
        <Text
          size="sm"
          mt="md"
          pt="md"
          style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere', borderTop: `1px solid ${colours.line}` }}
        >
          {branding.text}
        </Text>
      )}
      <Text component="figcaption" size="xs" mt="md">
        {label}
      </Text>
    </Paper>
  )
}
