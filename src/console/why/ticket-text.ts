import type { Explained } from '../api.ts'

/** The answer in plain text, for a ticket or a chat: no colour, no page, nothing that only we would understand. */
export function ticketText({ explanation, repair, person, app, signIn }: Explained): string {
  const [plan] = repair.plans
  return [
    `${person.displayName ?? person.signInName ?? 'Nobody'} · ${app.name ?? app.id}${signIn === null ? '' : ` · reference ${signIn.reference}`}`,
    explanation.headline,
    ...explanation.findings.map((finding) => `- ${finding.code}: ${finding.says}`),
    ...(plan === undefined ? [] : ['Repair:', ...plan.steps.map((step, i) => `${i + 1}. ${step.title}`)]),
  ].join('\n')
}
