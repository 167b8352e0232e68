import type { Registered } from '../../../app/registrations.ts'
import type { Noun } from '../collection.ts'
import { flag, id, list, shown, text } from '../odata/field.ts'
import { iso } from './instant.ts'
import { preferenceWord } from './preferences.ts'

export const registrationNoun: Noun<Registered> = {
  name: 'reports/authenticationMethods/userRegistrationDetails',
  fields: {
    id: id('id'),
    userPrincipalName: text('signInName'),
    userDisplayName: text('displayName'),
    userType: text('userType', { words: { member: 'member', guest: 'guest' } }),
    isAdmin: flag('isAdmin'),
    isMfaRegistered: flag('isMfaRegistered'),
    isMfaCapable: flag('isMfaCapable'),
    isPasswordlessCapable: flag('isPasswordlessCapable'),
    isSsprRegistered: flag('isSsprRegistered'),
    isSsprEnabled: flag('isSsprEnabled'),
    isSsprCapable: flag('isSsprCapable'),
    methodsRegistered: list('methodsRegistered', { '': text('value') }),
    isSystemPreferredAuthenticationMethodEnabled: flag('isLeftToUs'),
    systemPreferredAuthenticationMethods: shown,
    userPreferredMethodForSecondaryAuthentication: text('preferred'),
    lastUpdatedDateTime: shown,
  },
  shape: ({ id: accountId, signInName, displayName, userType, registered, chosen, usual, phoneBy, at, ...flags }) => ({
    ...{ id: accountId, userPrincipalName: signInName, userDisplayName: displayName, userType },
    ...flags,
    methodsRegistered: registered,
    isSystemPreferredAuthenticationMethodEnabled: chosen === null,
    systemPreferredAuthenticationMethods: usual === null ? [] : [preferenceWord(usual, phoneBy)],
    userPreferredMethodForSecondaryAuthentication: chosen === null ? 'none' : preferenceWord(chosen, phoneBy),
    // It is read when it is asked for.
    lastUpdatedDateTime: iso(at),
  }),
}
