import { html } from 'ghtml'
import type { Step, Typed } from '../../app/sign-in/step.ts'
import { type Detail, detailName, longestDetail } from '../../core/profile/details.ts'
import type { AppError } from '../../errors.ts'
import { buttons, type Html } from '../page.ts'
import { failed, form, type Frame, who } from './step-form.ts'
import { phrase, say } from '../../app/words/say.ts'

export type DetailsStep = Extract<Step, { ask: 'details' }>

/** What a browser may fill in by itself (HTML, autofill), and which keys a phone shows. */
const fields: Readonly<Record<Detail, { readonly autofill: string; readonly keys: 'text' | 'tel' }>> = {
  givenName: { autofill: 'given-name', keys: 'text' },
  surname: { autofill: 'family-name', keys: 'text' },
  mobilePhone: { autofill: 'mobile tel', keys: 'tel' },
  businessPhones: { autofill: 'work tel', keys: 'tel' },
  streetAddress: { autofill: 'street-address', keys: 'text' },
  postalCode: { autofill: 'postal-code', keys: 'text' },
  city: { autofill: 'address-level2', keys: 'text' },
  state: { autofill: 'address-level1', keys: 'text' },
  country: { autofill: 'country-name', keys: 'text' },
  preferredLanguage: { autofill: 'language', keys: 'text' },
}

/** The page that asks for what an organisation wants to know of the person. */
export function detailsPage(step: DetailsStep, frame: Frame): Html {
  const { details, typed, organisation } = step
  const first = details.find((detail) => typed?.problems[detail] !== undefined) ?? details[0]
  return form(
    frame,
    say('A few details'),
    'details',
    html`!${who(step.signInName)}<h1>${say('We need a few details before you continue')}</h1>
<p>${say('{organisation} asks for them once, and keeps them in your profile.', { organisation })}</p>!${failed(step.failure)}
!${details.map((detail) => field(detail, typed, detail === first))}
!${buttons(say('Continue'))}`,
  )
}

function field(detail: Detail, typed: DetailsStep['typed'], isFirst: boolean): Html {
  const problem = typed?.problems[detail]
  const value = typed?.values[detail] ?? ''
  const name = phrase(detailName(detail))
  const tied = problem === undefined ? '' : html`aria-invalid="true" aria-describedby="${detail}-problem"`
  const said = problem === undefined ? '' : html`<p class="problem" id="${detail}-problem">${problemText(problem)}</p>`
  const label = html`<label for="${detail}">${name.charAt(0).toUpperCase() + name.slice(1)}</label>`
  const { autofill, keys } = fields[detail]
  const focus = isFirst ? 'autofocus' : ''
  if (detail === 'preferredLanguage')
    return html`!${label}<select id="${detail}" name="${detail}" required autocomplete="${autofill}" !${focus} !${tied}><option value="">${say('Choose one')}</option>!${options(value)}</select>!${said}`
  return html`!${label}<input type="${keys}" id="${detail}" name="${detail}" value="${value}" autocomplete="${autofill}" maxlength="${longestDetail(detail)}" required !${focus} !${tied}>!${said}`
}

/** What is wrong with what was typed: core says it in English. */
function problemText(problem: string): string {
  const limit = /^That is too long: at most (\d+) characters fit\.$/.exec(problem)?.[1]
  return limit === undefined ? phrase(problem) : say('That is too long: at most {limit} characters fit.', { limit })
}

/** What was typed of the details a page asks for, with what is wrong with each: nobody types it twice. */
export function typedAgain(
  step: { readonly ask: string },
  values: Typed['values'],
  error: AppError,
): { readonly typed?: Typed } {
  if (step.ask !== 'details') return {}
  return { typed: { values, problems: (error.details['problems'] ?? {}) as Typed['problems'] } }
}

const languages = [
  ...[
    'bg',
    'cs',
    'da',
    'de',
    'el',
    'en',
    'es',
    'et',
    'fi',
    'fr',
    'ga',
    'hr',
    'hu',
    'it',
    'ja',
    'ko',
    'lt',
    'lv',
    'mt',
    'nb',
  ],
  ...['nl', 'pl', 'pt', 'ro', 'sk', 'sl', 'sv', 'tr', 'uk', 'zh'],
]

/** Each language by its own name, in the order of these. */
const named = languages
  .map((code) => [code, new Intl.DisplayNames(code, { type: 'language' }).of(code) ?? code] as const)
  .map(([code, name]) => [code, name.charAt(0).toLocaleUpperCase(code) + name.slice(1)] as const)
  .sort(([, a], [, b]) => a.localeCompare(b, 'en'))

const options = (chosen: string) =>
  named.map(
    ([code, name]) =>
      html`<option value="${code}" lang="${code}" !${code === chosen ? 'selected' : ''}>${name}</option>`,
  )
