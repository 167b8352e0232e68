import { html } from 'ghtml'
import type { AppRow } from '../../store/apps.ts'
import type { Explained } from '../../app/explain-for.ts'
import type { Viewer } from '../../app/viewer.ts'
import { mayViewer } from '../../app/apply-changes.ts'
import { articleOf, roleName } from '../../core/changes/roles.ts'
import { detailName, longestDetail } from '../../core/profile/details.ts'
import type { Plan } from '../../core/repair/plan.ts'
import { warnings } from '../../core/repair/warnings.ts'
import type { Instance } from '../../core/instance.ts'
import { bar, buttons, failure, type Html, page } from '../page.ts'

export type WhyPage = {
  readonly viewer: Viewer
  readonly token: string
  readonly apps: readonly AppRow[]
  readonly instances: readonly Instance[]
  readonly given: Readonly<Record<string, unknown>>
  readonly answer: Explained | null
  readonly problem: string | null
  /** Secrets that a repair made, shown once. */
  readonly shown: { readonly temporaryPassword: string | null; readonly temporaryPass: string | null } | null
}

/** Why somebody cannot sign in: everything in the way with its evidence, and the repairs, each one press. */
export function whyPage(p: WhyPage): Html {
  const text = (name: string) => (typeof p.given[name] === 'string' ? p.given[name] : '')
  const places = p.apps.flatMap((app) => {
    const own = p.instances.filter((instance) => instance.appId === app.id)
    return own.length === 0
      ? [[app.id, app.name] as const]
      : own.map((instance) => [`${app.id}/${instance.id}`, `${app.name} · ${instance.name}`] as const)
  })
  const options = places.map(
    ([value, name]) => html`<option value="${value}" !${value === text('place') ? 'selected' : ''}>${name}</option>`,
  )
  return page(
    "Why can't they sign in?",
    html`!${bar('Admin', { name: p.viewer.name, signInName: '' }, p.token)}
<main class="wide"><h1>Why can't they sign in?</h1>
<form method="get" action="/admin/plain" class="ask">
<label for="person">Person</label><input type="text" id="person" name="person" value="${text('person')}" placeholder="name@company.com" autocomplete="off" autofocus maxlength="320">
<label for="place">App</label><select id="place" name="place">!${options}</select>
<label for="ip">From the address (if known)</label><input type="text" id="ip" name="ip" value="${text('ip')}" autocomplete="off" maxlength="45">
<label for="reference">Or a reference number</label><input type="text" id="reference" name="reference" value="${text('reference')}" placeholder="K7QF-9TRM-2XHD" autocomplete="off" maxlength="32">
<div class="buttons"><button>Explain</button><a class="button second" href="/myapps">My apps</a></div></form>
!${failure(p.problem)}
!${p.shown?.temporaryPassword ? html`<div class="note" role="status">Temporary password, shown once: <code>${p.shown.temporaryPassword}</code></div>` : ''}!${p.shown?.temporaryPass ? html`<div class="note" role="status">Temporary Access Pass, shown once: <code>${p.shown.temporaryPass}</code></div>` : ''}
!${p.answer === null ? '' : answer(p.answer, p)}
</main>`,
  )
}

function answer(a: Explained, p: WhyPage): Html {
  const { explanation, repair } = a
  const findings = explanation.findings.map((finding) => {
    const step = explanation.steps.find((one) => one.gate === finding.gate)
    const evidence = step !== undefined && 'evidence' in step.answer ? step.answer.evidence : []
    return html`<li><strong>${finding.title}</strong> <span class="quiet"><code>${finding.code}</code> · ${finding.effect === 'refuse' ? 'somebody must act' : 'the person can do this'}</span><br>${finding.says}
<details><summary>Evidence</summary><dl class="facts">!${evidence.map((one) => html`<dt>${one.at}</dt><dd>found ${shown(one.found)}, wanted ${shown(one.wanted)}</dd>`)}</dl></details></li>`
  })
  const fine = explanation.steps.filter((step) => step.answer.is === 'pass' || step.answer.is === 'not_applicable')
  return html`<h2>${explanation.headline}</h2>
!${findings.length === 0 ? '' : html`<h2>In the way</h2><ul class="plain">!${findings}</ul>`}
!${repair.plans.length === 0 ? '' : html`<h2>Repairs</h2><ul class="tiles">!${repair.plans.map((plan) => planTile(plan, p, a))}</ul>`}
<details><summary>${fine.length} questions have nothing against it</summary><ul class="plain">!${fine.map((step) => html`<li>${step.question}</li>`)}</ul></details>`
}

function planTile(plan: Plan, p: WhyPage, a: Explained): Html {
  const steps = plan.steps.map(
    (step) =>
      html`<li>${step.title} <span class="quiet">(${roleName(step.role)})</span>!${step.sideEffects.map((effect) => html`<br><span class="quiet">${effect}</span>`)}</li>`,
  )
  const proof = plan.proof.without.map(
    (one) => html`<li>Without “${plan.steps[one.step]?.title ?? ''}”: ${one.stillStops.join(', ')} still stops</li>`,
  )
  const pressed = plan.steps.filter((step) => step.by === 'press' || step.by === 'outside')
  const may = mayViewer(p.viewer)
  const missing = pressed.find((step) => may[step.change.do] !== true)
  const refusal =
    !plan.mayPress || pressed.length === 0
      ? 'Nothing here is pressed for them: they do it themselves, or it takes another decision.'
      : missing === undefined
        ? null
        : `Pass it on to ${articleOf(roleName(missing.role))} ${roleName(missing.role)}: it takes that role.`
  const person = a.person.signInName ?? ''
  const place = a.instance === null ? a.app.id : `${a.app.id}/${a.instance.id}`
  return html`<li><div class="tile"><ol>!${steps}</ol><details><summary>Proof</summary><ul>!${proof}</ul></details>
!${plan.warn.length === 0 ? '' : html`<p><strong>Mind.</strong> ${plan.warn.map((one) => warnings[one]).join(' ')}</p>`}
!${refusal !== null ? html`<p class="quiet">${refusal}</p>` : html`<form method="post" action="/admin/plain/repair"><input type="hidden" name="token" value="${p.token}"><input type="hidden" name="plan" value="${plan.id}"><input type="hidden" name="person" value="${person}"><input type="hidden" name="place" value="${place}"><input type="hidden" name="ip" value="${a.asked.ip ?? ''}">!${press(plan)}</form>`}</div></li>`
}

/** What is to be filled in of a profile, and the press that applies the plan. */
function press(plan: Plan): Html {
  const details = plan.steps.flatMap(({ change }) => (change.do === 'fill_in_profile' ? change.details : []))
  if (details.length === 0) return '<button>Apply</button>'
  const fields = details.map((detail) => {
    const id = `${plan.id}-${detail}`
    const name = detailName(detail).replace(/^./, (letter) => letter.toUpperCase())
    return html`<label for="${id}">${name}</label><input type="text" id="${id}" name="${detail}" maxlength="${longestDetail(detail)}" autocomplete="off" required>`
  })
  return html`!${fields}!${buttons('Apply')}`
}

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return (text ?? 'nothing').slice(0, 300)
}
