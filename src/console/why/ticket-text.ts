import { articleOf } from '../../core/changes/roles.ts'
import type { Plan } from '../../core/repair/plan.ts'
import type { Explained } from '../api.ts'

/** The answer in plain text, for a ticket or a chat: no colour, no page, nothing that only we would understand. */
export function ticketText({ explanation, repair, person, app, signIn }: Explained, plan = repair.plans[0]): string {
  return [
    `${person.displayName ?? person.signInName ?? 'Nobody'} · ${app.name ?? app.id}${signIn === null ? '' : ` · reference ${signIn.reference}`}`,
    explanation.headline,
    ...explanation.findings.map((finding) => `- ${finding.code}: ${finding.says}`),
    ...(plan === undefined ? [] : ['Repair:', ...plan.steps.map((step, i) => `${i + 1}. ${step.title}`)]),
  ].join('\n')
}

/** What is passed on to somebody whose role may do this: what is wrong, what to do, and where it is one press. */
export function passOnText(explained: Explained, plan: Plan, role: string, address: string): string {
  return `For ${articleOf(role)} ${role}, please:\n${ticketText(explained, plan)}\nIt is one press here: ${address}`
}
