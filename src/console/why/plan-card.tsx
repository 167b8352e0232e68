import { Badge, Button, Checkbox, CopyButton, Group, Kbd, Stack, Text } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { articleOf } from '../../core/changes/roles.ts'
import type { Plan } from '../../core/repair/plan.ts'
import { warnings } from '../../core/repair/warnings.ts'
import { passOnText } from './ticket-text.ts'
import { api, type Explained, type List, type Policy, type Repaired } from '../api.ts'
import type { Preview } from '../changes/preview.ts'
import { Impact } from '../changes/impact.tsx'
import { areSaid, DetailsForm, detailsOf, type TypedDetails } from './details-form.tsx'
import { doer } from './doer.ts'
import { Problem } from '../parts/loaded.tsx'
import { useSession } from '../session.tsx'

const outcomes = {
  admit: 'gets in.',
  challenge: 'can get in.',
  refuse: 'refused.',
  unknown: 'cannot be told.',
} as const

const names = {
  least: 'Takes the least',
  trade: 'Costs something else',
  root: 'Corrects it where it went wrong',
  forgotten: 'For who does not know the password',
  by_mail: 'By letter, to where they are reached',
} as const

type Props = {
  readonly plan: Plan
  readonly isFirst: boolean
  /** Whether the key that applies a plan applies this one. */
  readonly hasKey: boolean
  readonly explained: Explained
  readonly onRepaired: (result: Repaired, title: string) => void
}

/** Which of the plans a key applies: the first that somebody presses, where those before it are the person's own and it weakens nothing. */
export function keyedOf(plans: readonly Plan[]): number {
  const at = plans.findIndex(({ steps }) => steps.some(({ by }) => by === 'press' || by === 'outside'))
  return at > 0 && (plans[at]?.cost.weakens ?? 0) > 0 ? -1 : at
}

/** One way in: its steps, who may do them, whom else it touches, the proof, and the press that does it. */
export function PlanCard({ plan, isFirst, hasKey, explained, onRepaired }: Props) {
  const [isCertain, setCertain] = useState(false)
  const [typed, setTyped] = useState<TypedDetails>({})
  const details = detailsOf(plan)
  const pressed = plan.steps.filter((step) => step.by === 'press' || step.by === 'outside')
  const changes = pressed.map((step) => step.change)
  const preview = useQuery({
    queryKey: ['preview', changes],
    queryFn: () => api<Preview>('admit/preview', { changes }),
    enabled: changes.length > 0,
  })
  const title = pressed.map((step) => step.title).join('; ')
  const apply = useMutation({
    mutationFn: () =>
      api<Repaired>('admit/repair', {
        asked: explained.asked,
        planId: plan.id,
        ...(details.length === 0 ? {} : { details: typed }),
        reason: explained.signIn === null ? 'repaired on the Why page' : `repaired for ${explained.signIn.reference}`,
      }),
    onSuccess: (result) => onRepaired(result, title),
  })
  const nameOf = (gate: string) =>
    explained.explanation.findings.find((finding) => finding.gate === gate)?.title.toLowerCase() ?? gate
  const missing = preview.data?.steps.find((step) => !step.allowed)
  const notes = useNotes(plan)
  const wantsProof = plan.warn.includes('identity_proof')
  const certain = useRef<HTMLInputElement>(null)
  const mayApply =
    pressed.length > 0 &&
    plan.mayPress &&
    preview.data !== undefined &&
    missing === undefined &&
    areSaid(details, typed)
  const press = () => {
    if (!mayApply || apply.isPending) return
    if (wantsProof && !isCertain) certain.current?.focus()
    else apply.mutate()
  }
  useHotkeys([['mod+Enter', () => hasKey && document.querySelector('[role=dialog]') === null && press()]], [])
  return (
    <article className={isFirst ? 'plan first' : 'plan'}>
      <Stack gap="sm">
        <Badge color={isFirst ? 'admit' : 'gray'}>{names[plan.why]}</Badge>
        <ol>
          {plan.steps.map((step) => (
            <li key={JSON.stringify(step.change)}>
              {step.title}{' '}
              <Text span size="sm" c="dimmed">
                ({doer(step.by, step.role)})
              </Text>
              {step.sideEffects.map((effect) => (
                <Text key={effect} size="sm" c="dimmed">
                  {effect}
                </Text>
              ))}
            </li>
          ))}
        </ol>
        {preview.data !== undefined && <Impact impact={preview.data.impact} but={explained.person.id} />}
        {plan.warn.length > 0 && (
          <div className="mind">
            <strong>Mind.</strong> {plan.warn.map((one) => warnings[one]).join(' ')}
            {notes.map((note) => (
              <div key={note}>“{note}”</div>
            ))}
          </div>
        )}
        <details>
          <summary>Proof that it works, and that every step is needed</summary>
          <ul>
            <li>Decided again with all of it done: {outcomes[plan.after.outcome]}</li>
            {plan.steps.length > 1 &&
              plan.proof.without.map((one) => (
                <li key={one.step}>
                  Without “{plan.steps[one.step]?.title}” this still stops them: {one.stillStops.map(nameOf).join(', ')}
                  .
                </li>
              ))}
            <li>
              {plan.proof.explored} sets of steps were decided on to find it{plan.proof.optimal && ', to the end'}.
            </li>
          </ul>
        </details>
        {wantsProof && pressed.length > 0 && plan.mayPress && (
          <Checkbox
            ref={certain}
            label="I have made sure that it is they who ask"
            checked={isCertain}
            onChange={(event) => setCertain(event.currentTarget.checked)}
          />
        )}
        {pressed.length > 0 && plan.mayPress && missing === undefined && details.length > 0 && (
          <DetailsForm details={details} typed={typed} onType={setTyped} />
        )}
        {apply.error !== null && <Problem error={apply.error} />}
        {pressed.length === 0 ? (
          <Text size="sm">
            There is nothing to press:{' '}
            {plan.steps.some((step) => step.by === 'wait') ? 'it takes waiting.' : 'it is theirs to do.'}
          </Text>
        ) : missing !== undefined ? (
          <PassOn role={missing.role} text={passOnText(explained, plan, missing.role, location.href)} />
        ) : (
          <Group>
            <Button
              variant={hasKey ? 'filled' : 'default'}
              loading={apply.isPending}
              disabled={!mayApply || (wantsProof && !isCertain)}
              onClick={press}
              rightSection={
                hasKey && (
                  <Kbd size="xs" visibleFrom="sm" aria-hidden>
                    Ctrl ↵
                  </Kbd>
                )
              }
              aria-keyshortcuts={hasKey ? 'Control+Enter Meta+Enter' : undefined}
            >
              Apply
            </Button>
          </Group>
        )}
      </Stack>
    </article>
  )
}

/** What the authors of policies that the plan would touch wrote down. */
function useNotes(plan: Plan): readonly string[] {
  const { mayRead } = useSession()
  const touched = plan.steps.flatMap(({ change }) => ('policyId' in change ? [change.policyId] : []))
  const { data } = useQuery({
    queryKey: ['policies'],
    queryFn: () => api<List<Policy>>('admit/policies'),
    enabled: touched.length > 0 && mayRead.includes('policies'),
  })
  return (data?.value ?? []).flatMap((policy) =>
    touched.includes(policy.id) && policy.note !== null ? [policy.note] : [],
  )
}

/** For whom it is, when it is not for the one who reads, and a text that tells them all. */
function PassOn({ role, text }: { readonly role: string; readonly text: string }) {
  return (
    <Group gap="sm">
      <Text size="sm">
        Pass on to {articleOf(role)} <strong>{role}</strong>: your roles do not do this.
      </Text>
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <Button size="compact-sm" variant="default" onClick={copy}>
            {copied ? 'Copied' : 'Copy the text'}
          </Button>
        )}
      </CopyButton>
      <details>
        <summary className="quiet">Read it</summary>
        <pre className="pass-on">{text}</pre>
      </details>
    </Group>
  )
}
