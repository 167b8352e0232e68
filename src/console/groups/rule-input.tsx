import { Alert, Button, Group, SegmentedControl, Text, Textarea } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { type Parsed, parseRule } from '../../core/membership/parse.ts'
import { api } from '../api.ts'
import type { RulePreview } from './group.ts'
import { Problem } from '../parts/loaded.tsx'
import { RuleBuilder } from './rule-builder.tsx'
import { type SimpleRule, simpleRuleOf, textOfSimple } from './simple-rule.ts'

type Props = {
  /** The group whose members it is compared with; null for one that is to be made. */
  readonly groupId: string | null
  readonly rule: string
  readonly onChange: (rule: string) => void
}

const empty: SimpleRule = { joined: 'and', parts: [{ property: 'department', operator: 'eq', value: '' }] }

function simpleOf(parsed: Parsed | null): SimpleRule | null {
  return parsed?.ok ? simpleRuleOf(parsed.rule) : null
}

/** A rule, put together from lists or written, and what it would do, said while it is typed. */
export function RuleInput({ groupId, rule, onChange }: Props) {
  const parsed = rule.trim() === '' ? null : parseRule(rule)
  const asLists = simpleOf(parsed)
  const [simple, setSimple] = useState<SimpleRule | null>(() => (parsed === null ? empty : asLists))
  const isSimple = simple !== null
  return (
    <div className="rule-input">
      <SegmentedControl
        size="xs"
        aria-label="How the rule is written"
        mb="xs"
        value={isSimple ? 'lists' : 'text'}
        onChange={(way) => setSimple(way === 'text' ? null : (asLists ?? empty))}
        data={[
          { value: 'lists', label: 'From lists', disabled: !isSimple && parsed !== null && asLists === null },
          { value: 'text', label: 'As text' },
        ]}
      />
      {simple !== null ? (
        <>
          <RuleBuilder
            rule={simple}
            onChange={(next) => {
              setSimple(next)
              onChange(textOfSimple(next) ?? '')
            }}
          />
          {rule !== '' && <code className="mono">{rule}</code>}
        </>
      ) : (
        <Written rule={rule} parsed={parsed} onChange={onChange} />
      )}
      {!isSimple && parsed?.ok === true && asLists === null && (
        <Text size="sm" c="dimmed">
          It says more than lists can, so it stays text.
        </Text>
      )}
      {parsed?.ok === true && <Effect groupId={groupId} rule={rule.trim()} />}
    </div>
  )
}

function Written({ rule, parsed, onChange }: Omit<Props, 'groupId'> & { readonly parsed: Parsed | null }) {
  const box = useRef<HTMLTextAreaElement>(null)
  const point = (start: number, end: number) => {
    // Once what was changed is in the box.
    setTimeout(() => {
      box.current?.focus()
      box.current?.setSelectionRange(start, end)
    })
  }
  return (
    <>
      <Textarea
        ref={box}
        label="Rule"
        autosize
        minRows={2}
        maxLength={3072}
        value={rule}
        spellCheck={false}
        classNames={{ input: 'mono' }}
        placeholder={'user.department -eq "Sales"'}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {parsed?.ok === false && (
        <Wrong
          error={parsed.error}
          rule={rule}
          onPoint={point}
          onUse={(suggestion) => {
            const { start, end } = parsed.error.at
            onChange(rule.slice(0, start) + suggestion + rule.slice(end))
            point(start + suggestion.length, start + suggestion.length)
          }}
        />
      )}
    </>
  )
}

type WrongProps = {
  readonly error: Extract<Parsed, { ok: false }>['error']
  readonly rule: string
  readonly onPoint: (start: number, end: number) => void
  readonly onUse: (suggestion: string) => void
}

/** Why a rule cannot be read: the very place, and what may have been meant. */
function Wrong({ error: { message, at, suggestion }, rule, onPoint, onUse }: WrongProps) {
  const end = Math.max(at.end, at.start + 1)
  return (
    <Alert color="red" role="status" mt="xs" title={`${message}, at character ${at.start + 1}.`}>
      <code className="mono caret">
        {rule.slice(0, at.start)}
        <mark className="here">{rule.slice(at.start, end) || '␣'}</mark>
        {rule.slice(end)}
      </code>
      <Group gap="xs" mt="xs">
        {suggestion !== undefined && (
          <Button size="compact-sm" onClick={() => onUse(suggestion)}>
            Use {suggestion}
          </Button>
        )}
        <Button size="compact-sm" variant="default" onClick={() => onPoint(at.start, at.end)}>
          Go there
        </Button>
      </Group>
    </Alert>
  )
}

function Effect({ groupId, rule }: { readonly groupId: string | null; readonly rule: string }) {
  const [typed] = useDebouncedValue(rule, 300)
  const preview = useQuery({
    queryKey: ['rule', groupId, typed],
    queryFn: ({ signal }) => api<RulePreview>('admit/rule', { rule: typed, groupId }, signal),
    placeholderData: keepPreviousData,
    retry: false,
  })
  if (preview.error !== null) return <Problem error={preview.error} again={() => preview.refetch()} />
  const of = preview.data
  if (of === undefined)
    return (
      <Text size="sm" c="dimmed" role="status">
        Asking everybody…
      </Text>
    )
  if (!of.ok)
    return (
      <Text size="sm" role="status">
        {of.error.message}
      </Text>
    )
  const takes = `It takes ${of.matches === 1 ? '1 person' : `${of.matches.toLocaleString()} people`}`
  if (of.joining + of.leaving === 0)
    return (
      <Text size="sm" role="status">
        {takes}: those who are in the group now.
      </Text>
    )
  const names = (people: readonly { readonly name: string }[], count: number) =>
    `${people
      .slice(0, 8)
      .map((one) => one.name)
      .join(', ')}${count > 8 ? ' and more' : ''}`
  return (
    <div role="status" className={preview.isPlaceholderData ? 'stale' : undefined}>
      <Text size="sm">{takes}.</Text>
      {of.joining > 0 && (
        <Text size="sm">
          <strong>{of.joining.toLocaleString()} would come in:</strong> {names(of.joins, of.joining)}
        </Text>
      )}
      {of.leaving > 0 && (
        <Text size="sm">
          <strong>{of.leaving.toLocaleString()} would go out:</strong> {names(of.leaves, of.leaving)}
        </Text>
      )}
    </div>
  )
}
