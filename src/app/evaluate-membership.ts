import { personFacts } from '../core/licensing/settle.ts'
import { evaluateRule, type RuleResult } from '../core/membership/evaluate.ts'
import { parseRule } from '../core/membership/parse.ts'
import { AppError } from '../errors.ts'
import { findAccount } from '../store/accounts.ts'
import { findGroup } from '../store/groups.ts'
import { loadTenantPart } from '../store/tenant-part.ts'
import type { Admit } from './admit.ts'
import { asAdministrator } from './directory.ts'
import type { Viewer } from './viewer.ts'

/** A rule asked of one person, comparison by comparison. */
export type Evaluation = {
  readonly membershipRule: string
  readonly membershipRuleEvaluationResult: boolean
  readonly membershipRuleEvaluationDetails: Detail
}

type Detail = {
  readonly expression: string
  readonly expressionResult: boolean
  readonly expressionEvaluationDetails: readonly Detail[]
  readonly propertyToEvaluate: { readonly propertyName: string; readonly propertyValue: string } | null
}

/** Whether a person meets a group's rule, or the text given in its place or of no group, and why; throws `rule.invalid` with where it cannot be read. */
export function evaluateMembership(
  admit: Admit,
  viewer: Viewer,
  groupId: string | null,
  accountId: string,
  text: string | null,
): Promise<Evaluation> {
  return asAdministrator(admit, viewer, groupId === null ? 'User.Read.All' : 'Group.Read.All', async (t) => {
    const group = groupId === null ? null : await findGroup(t, groupId)
    if (groupId !== null && group === null) throw new AppError('group.not_found')
    const rule = text ?? group?.rule ?? null
    if (rule === null) throw new AppError('group.is_assigned')
    const parsed = parseRule(rule)
    if (!parsed.ok) throw new AppError('rule.invalid', { message: parsed.error.message, at: parsed.error.at })
    const account = await findAccount(t, accountId)
    if (account === null) throw new AppError('user.not_found')
    const result = evaluateRule(parsed.rule, personFacts(account, await loadTenantPart(t), admit.now()))
    return {
      membershipRule: rule,
      membershipRuleEvaluationResult: result.truth === 'matches',
      membershipRuleEvaluationDetails: detailOf(result, rule),
    }
  })
}

function detailOf(result: RuleResult, rule: string): Detail {
  const isLeaf = result.kind === 'leaf'
  return {
    expression: rule.slice(result.span.start, result.span.end),
    expressionResult: result.truth === 'matches',
    expressionEvaluationDetails: isLeaf ? [] : result.parts.map((part) => detailOf(part, rule)),
    propertyToEvaluate: isLeaf
      ? { propertyName: result.property, propertyValue: result.actual === null ? '' : textOf(result.actual) }
      : null,
  }
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))
