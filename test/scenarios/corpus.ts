import type { places } from '../support/places.ts'

/** One sign-in of the demo company and what must be decided of it, through whichever door it comes. */
export type Situation = {
  /** Key of a person in `demo/tenant.json`, or a whole sign-in name that nobody has. */
  readonly who: string
  readonly to: keyof typeof places
  readonly password: 'right' | 'wrong'
  /** What is answered where a code is asked; `none` stops at the question. */
  readonly code: 'right' | 'wrong' | 'none'
  readonly outcome: 'admit' | 'challenge' | 'refuse'
  /** The reason that names the outcome; null for an admission. */
  readonly because: string | null
}

type Rest = Partial<Pick<Situation, 'password' | 'code'>>

function situation(
  who: string,
  to: string,
  outcome: Situation['outcome'],
  because: string | null,
  rest: Rest = {},
): Situation {
  return { who, to, password: 'right', code: 'right', outcome, because, ...rest }
}

/** Every kind of sign-in that the demo company has, from this machine's own address. */
export const corpus: readonly Situation[] = [
  // Nothing in the way.
  situation('alice', 'crm', 'admit', null),
  situation('victor', 'crm', 'admit', null),
  situation('jan', 'crm', 'admit', null),
  // The planted faults.
  situation('bruno', 'crm', 'refuse', 'LIC-HAS'),
  situation('chiara', 'crm', 'refuse', 'ACC-ENABLED'),
  situation('dilan', 'crm', 'refuse', 'ACC-LOCK'),
  situation('emma', 'crm', 'challenge', 'CRE-TEMP'),
  situation('farid', 'crm', 'challenge', 'CRE-EXPIRED'),
  situation('greta', 'crm', 'challenge', 'MFA-REG'),
  situation('hugo', 'partners', 'challenge', 'MFA-STATE-REG'),
  situation('ines', 'crm', 'refuse', 'ACC-DELETED'),
  situation('jonas', 'crm', 'refuse', 'APP-ASSIGN'),
  situation('katya', 'crm', 'refuse', 'LIC-COVERS'),
  situation('liam', 'crm', 'refuse', 'LIC-PLAN'),
  situation('mira', 'crm', 'refuse', 'LIC-VALID'),
  situation('noah', 'crm', 'refuse', 'POL-BLOCK'),
  situation('olga', 'ledger', 'refuse', 'POL-LOCATION'),
  situation('paulo', 'crm', 'refuse', 'INS-ROLE'),
  situation('quinn', 'crm', 'refuse', 'INS-USER'),
  situation('rosa', 'crm-apac', 'refuse', 'INS-UP'),
  situation('sven', 'insights', 'refuse', 'APP-ACONSENT'),
  situation('tara', 'archive', 'refuse', 'APP-ENABLED'),
  situation('uma', 'crm', 'refuse', 'LIC-HAS'),
  situation('viktor', 'crm', 'refuse', 'ACC-ENABLED'),
  situation('wen', 'crm', 'refuse', 'ACC-LOCK'),
  situation('xenia', 'crm', 'challenge', 'CRE-TEMP'),
  situation('yann', 'partners', 'refuse', 'APP-ASSIGN'),
  situation('zoe', 'crm', 'challenge', 'APP-UCONSENT'),
  // What the company asks to know of its people: the places where Lena and Ida work were taken out, and a rule reads cities.
  situation('lena', 'insights', 'challenge', 'ACC-PROFILE'),
  situation('ida', 'insights', 'refuse', 'ACC-PROFILE-KEPT'),
  // What is proved, and what is not.
  situation('claire', 'crm', 'refuse', 'CRE-MATCH', { password: 'wrong' }),
  situation('chiara', 'crm', 'refuse', 'ACC-ENABLED', { password: 'wrong' }),
  situation('rosa', 'crm', 'challenge', 'MFA-DONE', { code: 'wrong' }),
  situation('paulo', 'crm', 'challenge', 'POL-MFA', { code: 'none' }),
  // Names that nobody has here.
  situation('nobody@meridian.example', 'crm', 'refuse', 'ACC-EXISTS'),
  situation('nobody@elsewhere.example', 'crm', 'refuse', 'ADR-DOMAIN'),
  situation('alice@meridian-labs.example', 'crm', 'refuse', 'ADR-DOMAIN-UNVERIFIED'),
  // From outside the office, and to other people's apps.
  situation('marc', 'partners', 'refuse', 'APP-ASSIGN'),
  situation('claire', 'ledger', 'refuse', 'POL-LOCATION'),
  situation('peter', 'crm', 'refuse', 'APP-ASSIGN'),
  situation('sofia', 'insights', 'refuse', 'APP-ACONSENT'),
  situation('victor', 'archive', 'refuse', 'APP-ENABLED'),
]
