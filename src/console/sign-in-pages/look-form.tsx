import { Button, FileButton, Group, SimpleGrid, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { type Branding, brandingLimits, brandingProblem, isSameBranding } from '../../core/branding/branding.ts'
import { api } from '../api.ts'
import { useChanges } from '../changes/changes-provider.tsx'
import { Sheet } from '../parts/page.tsx'
import { useMay } from '../session.tsx'
import { Preview } from './preview.tsx'
import type { Settings } from './settings.ts'

type Fields = { readonly name: string; readonly accent: string; readonly text: string; readonly logo: string | null }

/** What the organisation shows of itself, with the page as it would be. */
export function LookForm({ now }: { readonly now: Settings }) {
  const { propose } = useChanges()
  const may = useMay()('set_branding')
  const [trouble, setTrouble] = useState<string | null>(null)
  const { branding } = now
  const form = useForm<Fields>({
    initialValues: {
      name: branding.name ?? '',
      accent: branding.accent ?? '',
      text: branding.text ?? '',
      logo: branding.logo,
    },
    validateInputOnChange: true,
    validate: {
      name: (name) => problemOf({ name }),
      accent: (accent) => problemOf({ accent }),
      text: (text) => problemOf({ text }),
    },
  })
  const next = brandingIn(form.values)

  const upload = async (file: File | null) => {
    if (file === null) return
    setTrouble(null)
    try {
      const { logo } = await api<{ readonly logo: string }>('admit/signInPages/logo', file)
      form.setFieldValue('logo', logo)
    } catch (error) {
      setTrouble(error instanceof Error ? error.message : String(error))
    }
  }

  return (
    <Sheet title="Look">
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xl">
        <form
          onSubmit={form.onSubmit(() =>
            propose({ title: 'Change how the sign-in pages look', changes: [{ do: 'set_branding', ...next }] }),
          )}
        >
          <Stack gap="md">
            <TextInput
              label="Name"
              placeholder={now.organisation}
              maxLength={brandingLimits.name}
              disabled={!may}
              {...form.getInputProps('name')}
            />
            <TextInput
              label="Colour"
              description="# and six digits, such as #5b2a86."
              maxLength={7}
              disabled={!may}
              {...form.getInputProps('accent')}
            />
            <Textarea
              label="Text below the form"
              description="Plain text with line breaks, no links."
              autosize
              minRows={3}
              maxRows={10}
              maxLength={brandingLimits.text}
              disabled={!may}
              {...form.getInputProps('text')}
            />
            <div>
              <Text size="sm" fw={500} mb={4}>
                Picture
              </Text>
              <Group gap="sm">
                <FileButton accept="image/png,image/jpeg" onChange={upload} disabled={!may}>
                  {(props) => (
                    <Button variant="default" {...props}>
                      {form.values.logo === null ? 'Choose a picture' : 'Choose another picture'}
                    </Button>
                  )}
                </FileButton>
                {form.values.logo !== null && may && (
                  <Button variant="subtle" onClick={() => form.setFieldValue('logo', null)}>
                    Take it away
                  </Button>
                )}
              </Group>
              <Text size="sm" c="dimmed" mt={4}>
                PNG or JPEG, at most 256 kB and 1,000 pixels wide and high.
              </Text>
              {trouble !== null && (
                <Text size="sm" c="red" role="alert">
                  {trouble}
                </Text>
              )}
            </div>
            {may && (
              <Button type="submit" variant="default" disabled={isSameBranding(next, branding)} w="fit-content">
                Save…
              </Button>
            )}
          </Stack>
        </form>
        <Preview branding={next} organisation={now.organisation} />
      </SimpleGrid>
    </Sheet>
  )
}

const filled = (text: string) => (text.trim() === '' ? null : text.trim().replaceAll('\r\n', '\n'))

const brandingIn = ({ name, accent, text, logo }: Fields): Branding => ({
  name: filled(name),
  accent: filled(accent.toLowerCase()),
  text: filled(text),
  logo,
})

const problemOf = (part: Partial<Fields>) =>
  brandingProblem(brandingIn({ ...{ name: '', accent: '', text: '', logo: null }, ...part }))
