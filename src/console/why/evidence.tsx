import type { Evidence } from '../../core/gate.ts'
import type { RuleResult } from '../../core/membership/evaluate.ts'

/** What was read, what was found there and what would have been right. */
export function EvidenceList({ of }: { readonly of: readonly Evidence[] }) {
  if (of.length === 0) return <p className="quiet">Nothing was read.</p>
  return (
    <dl className="facts evidence">
      {of.map((one) => (
        <div key={one.at} style={{ display: 'contents' }}>
          <dt className="mono">{one.at}</dt>
          <dd>
            found <strong>{shown(one.found)}</strong>, wanted <strong>{shown(one.wanted)}</strong>
          </dd>
        </div>
      ))}
    </dl>
  )
}

const day = 86_400_000

/** A raw value as a person reads it; instants of our century as dates. */
function shown(value: unknown): string {
  if (value === null || value === undefined) return 'nothing'
  if (typeof value === 'number' && value > 10_000 * day && value < 40_000 * day)
    return new Date(value).toISOString().slice(0, 16).replace('T', ' ')
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(shown).join(', ')
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (isRuleResult(value)) return ruleText(value)
  return JSON.stringify(value)
}

const isRuleResult = (value: unknown): value is RuleResult =>
  typeof value === 'object' && value !== null && 'kind' in value && 'truth' in value

const truths = { matches: 'fits', does_not_match: 'does not fit', unknown: 'cannot be told' } as const

/** What a rule found, condition by condition. */
function ruleText(result: RuleResult): string {
  if (result.kind === 'leaf') return `${result.property} is ${shown(result.actual)}, which ${truths[result.truth]}`
  if (result.kind === 'not') return `not (${result.parts.map(ruleText).join('')})`
  return result.parts.map(ruleText).join(result.kind === 'and' ? ' and ' : ' or ')
}
