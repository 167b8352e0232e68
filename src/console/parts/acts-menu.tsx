import { Button, Menu, Text } from '@mantine/core'
import { Fragment } from 'react'
import type { Change } from '../api.ts'
import { useChanges } from '../changes/changes-provider.tsx'
import { useMay } from '../session.tsx'
import { weights } from './change-button.tsx'

/** What is done, and why it cannot be, where something stands in the way. */
export type Act = readonly [title: string, change: Change, whyNot?: string | null]

/** Acts that belong together, under a name where they need one. */
export type Acts = { readonly name?: string; readonly acts: readonly Act[] }

/** What is done to a thing as a whole, as far as one's roles go; nothing where they do not go at all. */
export function ActsMenu({ on, parts }: { readonly on: string; readonly parts: readonly Acts[] }) {
  const { propose } = useChanges()
  const may = useMay()
  const mine = parts
    .map((part) => ({ ...part, acts: part.acts.filter(([, change]) => may(change.do)) }))
    .filter(({ acts }) => acts.length > 0)
  if (mine.length === 0) return null
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button {...weights.page}>Do…</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {mine.map(({ name, acts }, at) => (
          <Fragment key={acts[0]?.[0]}>
            {at > 0 && <Menu.Divider />}
            {name !== undefined && <Menu.Label>{name}</Menu.Label>}
            {acts.map(([title, change, whyNot = null]) =>
              whyNot === null ? (
                <Menu.Item key={title} onClick={() => propose({ title: `${title}: ${on}`, changes: [change] })}>
                  {title}
                </Menu.Item>
              ) : (
                <Impossible key={title} title={title} why={whyNot} />
              ),
            )}
          </Fragment>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

/** What cannot be done, and why: reached by the keyboard as all else is, so that everybody reads it. */
function Impossible({ title, why }: { readonly title: string; readonly why: string }) {
  return (
    <Menu.Item aria-disabled closeMenuOnClick={false}>
      <Text size="sm" c="dimmed">
        {title}
      </Text>
      <Text size="xs" c="dimmed" maw="16rem">
        {why}
      </Text>
    </Menu.Item>
  )
}
