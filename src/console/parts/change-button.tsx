import { Button } from '@mantine/core'
import type { Change } from '../api.ts'
import { useChanges } from '../changes/changes-provider.tsx'
import { useMay } from '../session.tsx'

/** Where a button stands, and so how much it weighs. */
export const weights = {
  row: { size: 'compact-xs', variant: 'subtle' },
  sheet: { size: 'compact-sm', variant: 'default' },
  page: { variant: 'default' },
} as const

type Props = {
  readonly on: keyof typeof weights
  /** What it is called to who hears it alone: the same word stands in every row. */
  readonly label?: string
  /** What the changes are called together. */
  readonly title: string
  readonly changes: readonly Change[]
  readonly then?: () => unknown
  /** Where it is not by roles alone that one may. */
  readonly isAllowed?: boolean
  readonly children: string
}

/** Proposes changes; who may not make them does not see it. */
export function ChangeButton({ on, label, title, changes, then, isAllowed, children }: Props) {
  const { propose } = useChanges()
  const may = useMay()
  if (!(isAllowed ?? may(...changes.map((one) => one.do)))) return null
  return (
    <Button
      {...weights[on]}
      {...(label === undefined ? {} : { 'aria-label': label })}
      onClick={() => propose({ title, changes, ...(then === undefined ? {} : { then }) })}
    >
      {children}
    </Button>
  )
}

/** Takes the thing of a row away. */
export function Remove({
  what,
  ...rest
}: { readonly what: string } & Pick<Props, 'title' | 'changes' | 'then' | 'isAllowed'>) {
  return (
    <ChangeButton on="row" label={`Remove ${what}`} {...rest}>
      Remove
    </ChangeButton>
  )
}
