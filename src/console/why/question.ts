import type { Proof } from '../../core/snapshot.ts'
import type { Asked } from '../api.ts'

/** What the Why page is asked, as it stands in its address: it can be sent to a colleague. */
export type Question = {
  readonly person?: string | undefined
  /** A typed sign-in name, also one that nobody has. */
  readonly name?: string | undefined
  /** The reference number somebody reads from the page that refused them. */
  readonly ref?: string | undefined
  readonly app?: string | undefined
  readonly instance?: string | undefined
  readonly ip?: string | undefined
  readonly password?: Proof['credential'] | undefined
  /** `verified` is by a code; a passkey proves more. */
  readonly factor?: Proof['secondFactor'] | 'passkey' | undefined
}

const fields = ['person', 'name', 'ref', 'app', 'instance', 'ip'] as const

/** The question in an address; what cannot be understood is left out. */
export function questionIn(search: Readonly<Record<string, unknown>>): Question {
  const text = fields.flatMap((field) =>
    typeof search[field] === 'string' && search[field] !== '' ? [[field, search[field]]] : [],
  )
  const oneOf = <T extends string>(field: string, values: readonly T[]) =>
    values.find((value) => value === search[field])
  return {
    ...Object.fromEntries(text),
    password: oneOf('password', ['verified', 'wrong', 'not_presented']),
    factor: oneOf('factor', ['verified', 'passkey', 'wrong', 'not_presented']),
  }
}

/** The text as a reference number, with its hyphens; null when it is something else. */
export function referenceIn(text: string): string | null {
  const letters = text.replace(/[\s-]/g, '').toUpperCase()
  return /^[0-9A-Z]{12}$/.test(letters) ? (letters.match(/.{4}/g) ?? []).join('-') : null
}

/** How the second factor of a proof stands in an address. */
export function factorOf(proof: Proof): NonNullable<Question['factor']> {
  const isPasskey = proof.secondFactor === 'verified' && proof.methods?.includes('passkey') === true
  return isPasskey ? 'passkey' : proof.secondFactor
}

function secondFactor(factor: Question['factor']): Pick<Proof, 'secondFactor' | 'methods'> {
  if (factor === 'passkey') return { secondFactor: 'verified', methods: ['password', 'passkey'] }
  return { secondFactor: factor ?? 'not_presented' }
}

/** What the API is asked for this question; null while something is missing. */
export function askedFor(question: Question): Asked | { readonly reference: string } | null {
  const { person, name, ref, app, instance, ip, password, factor } = question
  if (ref !== undefined) return { reference: ref }
  const who = person !== undefined ? { accountId: person } : name !== undefined ? { signInName: name } : null
  if (who === null || app === undefined) return null
  // Left to itself the server takes a reasonable person: the right password, and the second factor where one is set up.
  const proof =
    password === undefined && factor === undefined
      ? {}
      : { proof: { credential: password ?? 'verified', ...secondFactor(factor) } }
  // Left to itself it takes the instance that knows the person, too.
  const place = instance === undefined ? {} : { instanceId: instance }
  return { person: who, appId: app, ...place, ip: ip ?? null, ...proof }
}
