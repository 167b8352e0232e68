import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { parseRule } from '../../core/membership/parse.ts'
import { describeLeaf } from '../../core/membership/rule-text.ts'
import { api, type List, type Person } from '../api.ts'
import type { GroupDetails } from './group.ts'
import { Loaded } from '../parts/loaded.tsx'

type Props = { readonly groupId: string; readonly accountId: string }

/** Why somebody is in a group, or is not: put in or not, through which group, and the rule comparison by comparison. */
export function MembershipWhy({ groupId, accountId }: Props) {
  const group = useQuery({ queryKey: ['group', groupId], queryFn: () => api<GroupDetails>(`admit/groups/${groupId}`) })
  const person = useQuery({ queryKey: ['person', accountId], queryFn: () => api<Person>(`admit/people/${accountId}`) })
  return (
    <div className="told" role="status">
      <Loaded of={group}>{(of) => <Loaded of={person}>{(who) => <Told group={of} person={who} />}</Loaded>}</Loaded>
    </div>
  )
}

function Told({ group, person }: { readonly group: GroupDetails; readonly person: Person }) {
  const held = person.groups.find((one) => one.id === group.id)
  const name = person.account.displayName
  return (
    <>
      <p>
        <strong>
          {name} {held === undefined ? 'is not in' : 'is in'} {group.name}
        </strong>
        {held === undefined
          ? group.rule === null
            ? ': it is filled by hand, and nobody put them in.'
            : ': the rule does not take them.'
          : held.how === 'direct'
            ? ': they were put in by hand.'
            : held.how === 'rule'
              ? ': the rule takes them.'
              : ' through a group within it.'}
      </p>
      {group.rule !== null && <ByRule groupId={group.id} accountId={person.account.id} isIn={held?.how === 'rule'} />}
      {group.rule !== null && group.processing !== 'up_to_date' && (
        <p className="quiet">
          The members follow the rule{' '}
          {group.processing === 'paused' ? 'no more: it is paused' : 'not yet: it is being worked out'}.
        </p>
      )}
      <Through group={group} person={person} />
    </>
  )
}

type Within = { readonly id: string; readonly displayName: string }

/** The groups within the group by which somebody is in it, or could be. */
function Through({ group, person }: { readonly group: GroupDetails; readonly person: Person }) {
  const { data } = useQuery({
    queryKey: ['group', group.id, 'within'],
    queryFn: () => api<List<Within>>(`groups/${group.id}/transitiveMembers/microsoft.graph.group?$top=999`),
    enabled: group.groups.length > 0,
  })
  const within = data?.value ?? []
  if (within.length === 0) return null
  const ways = within.filter((one) => person.groups.some((held) => held.id === one.id && held.how !== 'nested'))
  return (
    <p>
      {ways.length > 0 ? 'Through ' : 'Groups within it that would bring them in: '}
      {(ways.length > 0 ? ways : within).slice(0, 10).map((one, i) => (
        <span key={one.id}>
          {i > 0 && ', '}
          <Link to="/groups/$id" params={{ id: one.id }}>
            {one.displayName}
          </Link>
        </span>
      ))}
      .{' '}
      {group.licences.length > 0 && (
        <span className="quiet">
          Licences go to those who are in the group itself, not to those who are in it through another.
        </span>
      )}
    </p>
  )
}

type Detail = {
  readonly expression: string
  readonly expressionResult: boolean
  readonly expressionEvaluationDetails: readonly Detail[]
  readonly propertyToEvaluate: { readonly propertyName: string; readonly propertyValue: string } | null
}

type Evaluated = {
  readonly membershipRuleEvaluationResult: boolean
  readonly membershipRuleEvaluationDetails: Detail
}

function ByRule({ groupId, accountId, isIn }: Props & { readonly isIn: boolean }) {
  const asked = useQuery({
    queryKey: ['group', groupId, 'asked', accountId],
    queryFn: () => api<Evaluated>(`groups/${groupId}/evaluateDynamicMembership`, { memberId: accountId }),
    retry: false,
  })
  return (
    <Loaded of={asked}>
      {({ membershipRuleEvaluationResult: fits, membershipRuleEvaluationDetails: detail }) => (
        <>
          <ul className="marks">
            <Asked of={detail} />
          </ul>
          {fits !== isIn && (
            <p className="mind">
              <strong>The rule {fits ? 'takes' : 'does not take'} them now</strong>, and the group does not follow yet.
            </p>
          )}
        </>
      )}
    </Loaded>
  )
}

const joins = { and: 'All of these:', or: 'One of these:', not: 'Not this:' } as const

function Asked({ of }: { readonly of: Detail }) {
  const { expression, expressionResult, expressionEvaluationDetails: parts, propertyToEvaluate: asked } = of
  const read = parseRule(expression)
  const kind = read.ok ? read.rule.kind : 'leaf'
  return (
    <li className={expressionResult ? 'pass' : 'stop'}>
      <span className="mark" aria-hidden>
        {expressionResult ? '✓' : '✕'}
      </span>
      <div>
        {parts.length > 0 ? (
          <>
            {kind === 'and' || kind === 'or' || kind === 'not' ? (
              joins[kind]
            ) : (
              <code className="mono">{expression}</code>
            )}
            <ul className="marks">
              {parts.map((part) => (
                <Asked key={part.expression} of={part} />
              ))}
            </ul>
          </>
        ) : (
          <>
            {read.ok && read.rule.kind === 'leaf' ? (
              describeLeaf(read.rule)
            ) : (
              <code className="mono">{expression}</code>
            )}
            {': '}
            <span className="quiet">
              {expressionResult ? 'yes' : 'no'}, {asked?.propertyName} is{' '}
            </span>
            {asked === null || asked.propertyValue === '' ? <em>empty</em> : <strong>{asked.propertyValue}</strong>}
          </>
        )}
      </div>
    </li>
  )
}
