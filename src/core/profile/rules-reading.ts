import { ruleOfGroup } from '../licensing/settle.ts'
import { attributeOf } from '../membership/kept-as.ts'
import { parseRule } from '../membership/parse.ts'
import type { Rule } from '../membership/rule.ts'
import type { TenantPart } from '../snapshot.ts'
import type { Detail } from './details.ts'

type Readers = ReadonlyMap<string, readonly string[]>
const known = new WeakMap<TenantPart['groups'], Readers>()

/** Names of the dynamic groups whose rules read a detail: whoever could say it of themselves could let themselves in there. */
export function groupsReading({ groups }: Pick<TenantPart, 'groups'>, detail: Detail): readonly string[] {
  let readers = known.get(groups)
  if (readers === undefined) {
    readers = readersOf(groups)
    known.set(groups, readers)
  }
  return readers.get(detail) ?? []
}

function readersOf(groups: TenantPart['groups']): Readers {
  const readers = new Map<string, string[]>()
  for (const group of Object.values(groups)) {
    const rule = ruleOfGroup(group)
    if (rule === null) continue
    for (const detail of new Set(propertiesOf(rule).map(attributeOf))) {
      const names = readers.get(detail)
      if (names === undefined) readers.set(detail, [group.name])
      else if (!names.includes(group.name)) names.push(group.name)
    }
  }
  return readers
}

/** Whether a rule, as text, reads a detail that people are asked for. */
export function readsRequired(rule: string | null, { requiredDetails }: Pick<TenantPart, 'requiredDetails'>): boolean {
  if (rule === null || requiredDetails === undefined) return false
  const asked: readonly string[] = [...requiredDetails.member, ...requiredDetails.guest]
  const parsed = parseRule(rule)
  return parsed.ok && propertiesOf(parsed.rule).some((property) => asked.includes(attributeOf(property)))
}

function propertiesOf(rule: Rule): readonly string[] {
  switch (rule.kind) {
    case 'and':
    case 'or':
      return rule.parts.flatMap(propertiesOf)
    case 'not':
      return propertiesOf(rule.part)
    case 'leaf':
    case 'any':
    case 'all':
      return [rule.property]
    case 'memberOf':
    case 'directReports':
      return []
  }
}
