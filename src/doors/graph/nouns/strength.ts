import type { AskedStrength } from '../../../core/methods/strengths.ts'
import { idOfStrength } from '../../../core/policy/built-in-strengths.ts'
import type { Noun } from '../collection.ts'
import { shown, text } from '../odata/field.ts'

type BuiltIn = { readonly name: string; readonly about: string; readonly combinations: readonly string[] }

/** The built-in strengths with what is good for each, as far as Graph has a word for what there is here. */
const builtIn: Readonly<Record<AskedStrength, BuiltIn>> = {
  multi_factor: {
    name: 'Multifactor authentication',
    about: 'Any two factors, such as a password and a code',
    combinations: [
      'fido2',
      ...['temporaryAccessPassOneTime', 'temporaryAccessPassMultiUse'],
      ...['password,softwareOath', 'password,sms', 'password,voice'],
    ],
  },
  passwordless: { name: 'Passwordless MFA', about: 'Two factors without a password', combinations: ['fido2'] },
  phishing_resistant: {
    name: 'Phishing-resistant MFA',
    about: 'Two factors that nobody can be talked out of, such as a passkey',
    combinations: ['fido2'],
  },
}

export const strengthNoun: Noun<AskedStrength> = {
  name: 'policies/authenticationStrengthPolicies',
  fields: {
    id: text(),
    displayName: text(),
    description: text(),
    policyType: text(),
    requirementsSatisfied: text(),
    allowedCombinations: shown,
    combinationConfigurations: shown,
  },
  shape: (strength) => {
    const { name, about, combinations } = builtIn[strength]
    return {
      ...{ id: idOfStrength[strength], displayName: name, description: about, policyType: 'builtIn' },
      ...{ requirementsSatisfied: 'mfa', allowedCombinations: combinations, combinationConfigurations: [] },
    }
  },
}
