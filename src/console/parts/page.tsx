import { Group, Stack, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useEffect } from 'react'

type List = '/people' | '/groups' | '/apps' | '/licences' | '/roles' | '/units'

type Props = {
  readonly title: string
  /** The list that this is one of. */
  readonly up?: { readonly to: List; readonly name: string }
  readonly buttons?: ReactNode
  readonly children: ReactNode
}

/** A page of the console: the way back, its one heading, what can be done on it, and its sheets. */
export function Page({ title, up, buttons, children }: Props) {
  useEffect(() => {
    document.title = up === undefined ? `${title} · Admit` : `${title} · ${up.name} · Admit`
  }, [title, up])
  return (
    <Stack gap="md" maw={1080}>
      <div>
        {up !== undefined && (
          <nav aria-label="Where this is" className="up">
            <Link to={up.to}>{up.name}</Link> <span aria-hidden>/</span>
          </nav>
        )}
        <Group justify="space-between" align="end" mih={36}>
          <Title order={1} size="h2">
            {title}
          </Title>
          {buttons !== undefined && <Group gap="xs">{buttons}</Group>}
        </Group>
      </div>
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
