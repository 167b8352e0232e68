import { ActionIcon, Button, Group, SegmentedControl, Select, TextInput } from '@mantine/core'
import { properties, type PropertyType } from '../../core/membership/rule.ts'
import { operatorsOf, type SimpleOperator, type SimplePart, type SimpleRule, simpleProperties } from './simple-rule.ts'

type Props = { readonly rule: SimpleRule; readonly onChange: (rule: SimpleRule) => void }

const offered = (property: string) => operatorsOf[properties[property] as PropertyType] ?? {}

/** Puts a rule together: one line a comparison, all of which must hold or one of which. */
export function RuleBuilder({ rule, onChange }: Props) {
  const set = (at: number, part: SimplePart) =>
    onChange({ ...rule, parts: rule.parts.map((one, i) => (i === at ? part : one)) })
  return (
    <fieldset className="builder">
      <legend>People for whom</legend>
      {rule.parts.map((part, at) => (
        <Part
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by where it stands
          key={at}
          of={part}
          number={at + 1}
          onChange={(next) => set(at, next)}
          onRemove={
            rule.parts.length > 1
              ? () => onChange({ ...rule, parts: rule.parts.filter((_, i) => i !== at) })
              : undefined
          }
        />
      ))}
      <Group gap="xs">
        <Button
          size="compact-sm"
          variant="default"
          onClick={() =>
            onChange({ ...rule, parts: [...rule.parts, { property: 'department', operator: 'eq', value: '' }] })
          }
        >
          One more comparison
        </Button>
        {rule.parts.length > 1 && (
          <SegmentedControl
            size="xs"
            aria-label="How the comparisons are joined"
            value={rule.joined}
            onChange={(joined) => onChange({ ...rule, joined: joined as SimpleRule['joined'] })}
            data={[
              { value: 'and', label: 'all hold' },
              { value: 'or', label: 'one holds' },
            ]}
          />
        )}
      </Group>
    </fieldset>
  )
}

type PartProps = {
  readonly of: SimplePart
  readonly number: number
  readonly onChange: (part: SimplePart) => void
  readonly onRemove: (() => void) | undefined
}

function Part({ of, number, onChange, onRemove }: PartProps) {
  const { property, operator, value } = of
  const isBoolean = properties[property] === 'boolean'
  return (
    <Group gap="xs" wrap="wrap" align="start">
      <Select
        aria-label={`Property ${number}`}
        size="xs"
        w={190}
        searchable
        allowDeselect={false}
        value={property}
        data={[...simpleProperties]}
        onChange={(next) => {
          if (next === null) return
          const kept = offered(next)[operator] !== undefined
          const first = Object.keys(offered(next))[0] as SimpleOperator
          const isSame = properties[next] === properties[property]
          onChange({ property: next, operator: kept ? operator : first, value: isSame ? value : '' })
        }}
      />
      <Select
        aria-label={`Comparison ${number}`}
        size="xs"
        w={190}
        allowDeselect={false}
        value={operator}
        data={Object.entries(offered(property)).map(([key, label]) => ({ value: key, label }))}
        onChange={(next) => next !== null && onChange({ ...of, operator: next as SimpleOperator })}
      />
      {operator !== 'empty' &&
        operator !== 'notEmpty' &&
        (isBoolean ? (
          <Select
            aria-label={`Value ${number}`}
            size="xs"
            w={120}
            value={value === '' ? null : value}
            data={[
              { value: 'true', label: 'yes' },
              { value: 'false', label: 'no' },
            ]}
            onChange={(next) => onChange({ ...of, value: next ?? '' })}
          />
        ) : (
          <TextInput
            aria-label={`Value ${number}`}
            size="xs"
            w={220}
            value={value}
            placeholder={
              operator === 'in' || operator === 'notIn'
                ? 'Sales, Service'
                : properties[property] === 'date'
                  ? '2030-01-31'
                  : ''
            }
            onChange={(event) => onChange({ ...of, value: event.currentTarget.value })}
          />
        ))}
      {onRemove !== undefined && (
        <ActionIcon variant="subtle" color="gray" aria-label={`Take comparison ${number} away`} onClick={onRemove}>
          ×
        </ActionIcon>
      )}
    </Group>
  )
}
