import { type AskedStrength, askedStrengths } from '../methods/strengths.ts'

/** The ids that the built-in strengths have in every tenant of the ecosystem. */
export const idOfStrength: Readonly<Record<AskedStrength, string>> = {
  multi_factor: '00000000-0000-0000-0000-000000000002',
  passwordless: '00000000-0000-0000-0000-000000000003',
  phishing_resistant: '00000000-0000-0000-0000-000000000004',
}

/** The built-in strength with this id; null where it is another. */
export const strengthOfId = (id: string): AskedStrength | null =>
  askedStrengths.find((one) => idOfStrength[one] === id) ?? null
