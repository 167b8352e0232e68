import { Alert, Button, Group, Text, Textarea } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, type GroupDetails, type RulePreview } from '../api.ts'
import { useChanges } from '../changes/changes-provider.tsx'
import { Sheet } from '../parts/page.tsx'
import { Unsaved } from '../parts/unsaved.tsx'

/** The rule of a dynamic group, tried on everybody while it is typed: who would come in, who would go out. */
export function RuleEditor({ group }: { readonly group: GroupDetails }) {
  const { propose, isProposing } = useChanges()
  const [isOpen, setOpen] = useState(group.rule !== null)
  const [rule, setRule] = useState(group.rule ?? '')
  const [typed] = useDebouncedValue(rule.trim(), 300)
  const preview = useQuery({
    queryKey: ['rule', group.id, typed],
    queryFn: () => api<RulePreview>('admit/rule', { rule: typed, groupId: group.id }),
    enabled: isOpen && typed !== '',
    placeholderData: (before) => before,
  })
  if (!isOpen)
    return (
      <Sheet title="Filled by hand">
        <Group>
          <Button variant="default" onClick={() => setOpen(true)}>
            Fill it by a rule…
          </Button>
        </Group>
      </Sheet>
    )
  const save = (next: string | null) =>
    propose({
      title: next === null ? `${group.name}: filled by hand` : `${group.name}: its rule`,
      changes: [{ do: 'edit_rule', groupId: group.id, rule: next }],
    })
  return (
    <Sheet title="Filled by its rule">
      <Textarea
        label="Rule"
        autosize
        minRows={2}
        maxLength={3072}
        value={rule}
        spellCheck={false}
        classNames={{ input: 'mono' }}
        placeholder={'user.department -eq "Sales"'}
        onChange={(event) => setRule(event.currentTarget.value)}
      />
      {preview.data !== undefined && typed !== '' && <Effect of={preview.data} rule={typed} />}
      <Unsaved when={rule.trim() !== (group.rule ?? '') && !isProposing} />
      <Group>
        <Button
          disabled={typed === '' || typed === group.rule || preview.data?.ok !== true}
          onClick={() => save(typed)}
        >
          Save the rule…
        </Button>
        {group.rule !== null && (
          <Button variant="default" onClick={() => save(null)}>
            Fill it by hand…
          </Button>
        )}
      </Group>
    </Sheet>
  )
}

function Effect({ of, rule }: { readonly of: RulePreview; readonly rule: string }) {
  if (!of.ok)
    return (
      <Alert color="red" role="status" title={`${of.error.message}, at character ${of.error.at.start + 1}.`}>
        <Place of={of.error.at} rule={rule} />
        {of.error.suggestion !== undefined && (
          <Text size="sm" mt="xs">
            Did you mean <span className="mono">{of.error.suggestion}</span>?
          </Text>
        )}
      </Alert>
    )
  if (of.joining + of.leaving === 0)
    return (
      <Text size="sm" role="status">
        It takes {of.matches === 1 ? '1 person' : `${of.matches} people`}: those who are in the group now.
      </Text>
    )
  const names = (people: readonly { readonly name: string }[], count: number) =>
    `${people
      .slice(0, 8)
      .map((one) => one.name)
      .join(', ')}${count > 8 ? ' and more' : ''}`
  return (
    <div role="status">
      <Text size="sm">It takes {of.matches === 1 ? '1 person' : `${of.matches} people`}.</Text>
      {of.joining > 0 && (
        <Text size="sm">
          <strong>{of.joining} would come in:</strong> {names(of.joins, of.joining)}
        </Text>
      )}
      {of.leaving > 0 && (
        <Text size="sm">
          <strong>{of.leaving} would go out:</strong> {names(of.leaves, of.leaving)}
        </Text>
      )}
    </div>
  )
}

/** The rule again, with the place where it cannot be read marked. */
function Place({ of: { start, end }, rule }: { readonly of: { start: number; end: number }; readonly rule: string }) {
  return (
    <code className="mono">
      {rule.slice(0, start)}
      <mark className="here">{rule.slice(start, Math.max(end, start + 1)) || '␣'}</mark>
      {rule.slice(Math.max(end, start + 1))}
    </code>
  )
}
