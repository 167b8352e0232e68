import { Button, Group, SimpleGrid, TextInput } from '@mantine/core'
import { useState } from 'react'
import { instantText, isDated } from '../../core/membership/instant.ts'
import type { Account } from '../../core/snapshot.ts'
import type { Change } from '../api.ts'
import { useChanges } from '../changes/changes-provider.tsx'
import { Unsaved } from '../parts/unsaved.tsx'
import { weights } from '../parts/change-button.tsx'
import { Sheet } from '../parts/page.tsx'
import { useMay } from '../session.tsx'

const usual = [
  ...['department', 'jobTitle', 'usageLocation', 'city', 'country', 'companyName', 'employeeType', 'employeeHireDate'],
  'mail',
]

/** A day is shown without its midnight, and kept with it. */
const shown = (name: string, value: string) => (isDated(name) ? value.replace(/T00:00:00(?:\.0+)?Z$/, '') : value)
const kept = (name: string, text: string) => (isDated(name) ? (instantText(text) ?? text) : text)

/** What the directory says of a person; rules of dynamic groups read it, so a change is shown with what it moves. */
export function Attributes({ account }: { readonly account: Account }) {
  const { propose, isProposing } = useChanges()
  const may = useMay()
  const [isEditing, setEditing] = useState(false)
  const [values, setValues] = useState<Readonly<Record<string, string>>>({})
  const names = [...new Set([...usual, ...Object.keys(account.attributes)])]
  const now = (name: string) => shown(name, String(account.attributes[name] ?? ''))
  const text = (name: string) => values[name] ?? now(name)

  const save = () => {
    const edits: readonly Change[] = names
      .filter((name) => text(name).trim() !== now(name))
      .map((name) => ({
        do: 'set_attribute',
        accountId: account.id,
        name,
        value: text(name).trim() === '' ? null : kept(name, text(name).trim()),
      }))
    const renamed = (field: 'displayName' | 'signInName') => {
      const value = values[field]?.trim() ?? ''
      return value === '' || value === account[field] ? {} : { [field]: value }
    }
    const set = { ...renamed('displayName'), ...renamed('signInName') }
    const changes: readonly Change[] =
      Object.keys(set).length === 0 ? edits : [{ do: 'update_account', accountId: account.id, set }, ...edits]
    const close = () => {
      setEditing(false)
      setValues({})
    }
    if (changes.length === 0) close()
    else propose({ title: `Edit ${account.displayName}`, changes, then: close })
  }

  if (!isEditing)
    return (
      <Sheet
        title="About"
        buttons={
          may('set_attribute') && (
            <Button {...weights.sheet} onClick={() => setEditing(true)}>
              Edit
            </Button>
          )
        }
      >
        <dl className="facts columns">
          {names.map((name) => (
            <div key={name}>
              <dt>{labelOf(name)}</dt>
              <dd>{now(name) === '' ? <span className="quiet">not said</span> : now(name)}</dd>
            </div>
          ))}
        </dl>
      </Sheet>
    )
  return (
    <Sheet title="About">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <Unsaved when={Object.keys(values).length > 0 && !isProposing} />
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm" mb="md">
          <TextInput
            label="Name"
            value={values['displayName'] ?? account.displayName}
            maxLength={256}
            onChange={({ currentTarget: { value } }) => setValues({ ...values, displayName: value })}
          />
          <TextInput
            label="Signs in as"
            value={values['signInName'] ?? account.signInName}
            maxLength={320}
            onChange={({ currentTarget: { value } }) => setValues({ ...values, signInName: value })}
          />
          {names.map((name) => (
            <TextInput
              key={name}
              label={labelOf(name)}
              value={text(name)}
              maxLength={1024}
              placeholder={isDated(name) ? '2030-01-31' : undefined}
              onChange={({ currentTarget: { value } }) => setValues({ ...values, [name]: value })}
            />
          ))}
        </SimpleGrid>
        <Group justify="end">
          <Button
            variant="default"
            onClick={() => {
              setEditing(false)
              setValues({})
            }}
          >
            Leave it
          </Button>
          <Button type="submit">Go on</Button>
        </Group>
      </form>
    </Sheet>
  )
}

/** jobTitle as Job title. */
function labelOf(attribute: string): string {
  const words = attribute.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
