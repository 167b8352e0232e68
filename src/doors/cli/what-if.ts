import { type Command, InvalidArgumentError } from 'commander'
import type { Admit } from '../../app/admit.ts'
import { sharedList } from '../../app/directory.ts'
import { groupList } from '../../app/groups.ts'
import type { Viewer } from '../../app/viewer.ts'
import { whatIf, type WhatIf } from '../../app/what-if.ts'
import type { Change } from '../../core/changes/change.ts'
import type { ExplainedStep } from '../../core/explain/explain.ts'
import { settingOf } from '../../core/membership/kept-as.ts'
import { propertyNamed } from '../../core/membership/rule.ts'
import { nearest } from '../../core/nearest.ts'
import type { Account, Policy } from '../../core/snapshot.ts'
import { changeSchema, changesOf } from '../graph/change-schema.ts'
import { type Cli, forTenant, isSameText, type TenantOption, Unclear } from './cli.ts'
import { showHeadline } from './show-explained.ts'
import { questionOf, several, type Situation, situationOptions } from './situation.ts'
import { type Terminal, wrapped } from './terminal.ts'
import { hint } from './why.ts'

type Edits = {
  readonly set?: readonly string[]
  readonly addToGroup?: readonly string[]
  readonly removeFromGroup?: readonly string[]
  readonly policy?: readonly string[]
  readonly change?: readonly Change[]
}
type Options = TenantOption & Situation & Edits & { readonly both?: true; readonly json?: true }

/** `admit what-if`: what would be decided in another situation or after changes. Changes nothing. */
export function whatIfCommand(program: Command, cli: Cli): void {
  const command = program
    .command('what-if <person> <app>')
    .description('what would be decided in another situation or after changes; nothing is changed')
  situationOptions(command)
    .option('--set <attribute=value>', 'an attribute of the person, such as department=Sales; may be repeated', several)
    .option('--add-to-group <name>', 'the person in one more group; may be repeated', several)
    .option('--remove-from-group <name>', 'the person in one group less; may be repeated', several)
    .option('--policy <name=state>', 'a policy on, off or report-only; may be repeated', several)
    .option('--change <json>', 'any change as the API takes it; may be repeated', readChange)
    .option('--both', 'the situation holds before and after, and only the changes differ')
    .option('--json', 'as JSON, as the API gives it')
    .action((person: string, app: string, options: Options) =>
      forTenant(cli, options, async (admit, viewer) => {
        const then = await questionOf(admit, viewer, { person, app }, options)
        const now = options.both ? then : await questionOf(admit, viewer, { person, app }, {})
        const account = then.person.is === 'one' ? then.person.account : null
        const answer = await whatIf(
          admit,
          viewer,
          now.asked,
          await changesIn(admit, viewer, account, options),
          then.asked,
        )
        if (options.json) cli.terminal.out(JSON.stringify(answer, null, 2))
        else show(cli.terminal, answer)
        if (then.person.is === 'none' && !options.json) hint(cli, then.person.names)
        return answer.after.explanation.standing === 'admit' ? 0 : 1
      }),
    )
}

function show(terminal: Terminal, { before, after, differs }: WhatIf): void {
  const { out, paint, width } = terminal
  for (const [title, { explanation }, explained] of [
    ['Before', before, before],
    ['After', after, after],
  ] as const) {
    out(paint.bold(title))
    showHeadline(terminal, explained)
    for (const { code, says } of explanation.findings) out(wrapped(`${code} ${says}`, width, '  - ', 4))
    out('')
  }
  if (differs.length === 0) return out('Nothing differs.')
  out(paint.bold('What differs'))
  for (const gate of differs) {
    const [a, b] = [before, after].map(({ explanation }) => explanation.steps.find((step) => step.gate === gate))
    out(wrapped(`${gate}: ${inWords(a)} → ${inWords(b)}`, width, '  - ', 4))
  }
}

function inWords(step: ExplainedStep | undefined): string {
  return step?.reason?.title ?? words[step?.answer.is ?? 'skipped']
}

const words = {
  pass: 'fine',
  not_applicable: 'not asked for',
  unknown: 'not known',
  skipped: 'could not be asked',
  stop: 'in the way',
} as const

async function changesIn(
  admit: Admit,
  viewer: Viewer,
  account: Account | null,
  edits: Edits,
): Promise<readonly Change[]> {
  const asksPerson = (edits.set ?? edits.addToGroup ?? edits.removeFromGroup) !== undefined
  if (asksPerson && account === null) throw new Unclear('there is nobody to change')
  const accountId = account?.id ?? ''
  const policies =
    edits.policy === undefined ? [] : ((await sharedList(admit, viewer, 'policies')) as readonly Policy[])
  const groupNamed = async (name: string) => {
    const [group] = await groupList(admit, viewer, { name, limit: 1 })
    if (group === undefined) throw new Unclear(`there is no group ${name}`)
    return group.id
  }
  return [
    ...(edits.set ?? []).map((text) => setting(accountId, text)),
    ...(await Promise.all(
      (edits.removeFromGroup ?? []).map(
        async (name): Promise<Change> => ({
          do: 'remove_from_group',
          accountId,
          groupId: await groupNamed(name),
        }),
      ),
    )),
    ...(await Promise.all(
      (edits.addToGroup ?? []).map(
        async (name): Promise<Change> => ({
          do: 'add_to_group',
          accountId,
          groupId: await groupNamed(name),
        }),
      ),
    )),
    ...(edits.policy ?? []).map((text) => policyState(policies, text)),
    ...(edits.change ?? []),
  ]
}

function setting(accountId: string, text: string): Change {
  const [name, value] = split(text, '--set department=Sales')
  if (isSameText(name, 'signInName') || isSameText(name, 'userPrincipalName'))
    return { do: 'update_account', accountId, set: { signInName: value } }
  if (isSameText(name, 'displayName')) return { do: 'update_account', accountId, set: { displayName: value } }
  if (isSameText(name, 'accountEnabled')) {
    if (value !== 'true' && value !== 'false') throw new Unclear('accountEnabled is true or false')
    return { do: value === 'true' ? 'enable_account' : 'block_account', accountId }
  }
  const property = propertyNamed(name)
  if (property === null) throw new Unclear(`there is no attribute ${name}`)
  const [kept, set] = settingOf(property, value === '' ? null : value, {})
  return { do: 'set_attribute', accountId, name: kept, value: set }
}

function policyState(policies: readonly Policy[], text: string): Change {
  const [name, state] = split(text, '--policy "Second factor=report-only"')
  const policy = policies.find((one) => one.id === name || isSameText(one.name, name))
  if (policy === undefined) {
    const near = nearest(
      name,
      policies.map((one) => one.name),
      5,
    )
    throw new Unclear(`there is no policy ${name}${near === null ? '' : `; did you mean ${near}?`}`)
  }
  if (state !== 'on' && state !== 'off' && state !== 'report-only')
    throw new Unclear(`a policy is on, off or report-only, not ${state}`)
  return { do: 'set_policy_state', policyId: policy.id, state: state === 'report-only' ? 'report_only' : state }
}

/** The name and what follows the last `=`: names of policies may hold one. */
function split(text: string, example: string): readonly [string, string] {
  const at = text.lastIndexOf('=')
  if (at < 1) throw new Unclear(`${text} is not understood; write for example ${example}`)
  return [text.slice(0, at).trim(), text.slice(at + 1).trim()]
}

function readChange(text: string, before: readonly Change[] = []): readonly Change[] {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    throw new InvalidArgumentError(`It is not JSON: ${(error as Error).message}`)
  }
  const read = changeSchema.safeParse(json)
  if (!read.success) {
    const issues = read.error.issues.map(({ path, message }) => `${path.join('.') || 'do'}: ${message}`)
    throw new InvalidArgumentError(`It is not a change: ${issues.join('; ')}`)
  }
  return [...before, ...changesOf([read.data])]
}
