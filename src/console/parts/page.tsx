import { Group, Stack, Title } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'

type Props = { readonly title: string; readonly buttons?: ReactNode; readonly children: ReactNode }

/** A page of the console: its one heading, what can be done on it, and its sheets. */
export function Page({ title, buttons, children }: Props) {
  useEffect(() => {
    document.title = `${title} · Admit`
  }, [title])
  return (
    <Stack gap="lg" maw={1080}>
      <Group justify="space-between" align="end">
        <Title order={1} size="h2">
          {title}
        </Title>
        {buttons !== undefined && <Group gap="xs">{buttons}</Group>}
      </Group>
      {children}
    </Stack>
  )
}

/** A part of a page with a heading of its own. */
export function Sheet({
  title,
  buttons,
  children,
}: {
  readonly title?: string
  readonly buttons?: ReactNode
  readonly children: ReactNode
}) {
  return (
    <section className="sheet">
      <Stack gap="sm" p={{ base: 'md', sm: 'lg' }}>
        {title !== undefined && (
          <Group justify="space-between">
            <Title order={2} size="h4">
              {title}
            </Title>
            {buttons}
          </Group>
        )}
        {children}
      </Stack>
    </section>
  )
}
