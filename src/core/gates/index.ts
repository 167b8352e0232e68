import type { CauseGate, Gate } from '../gate.ts'
import { accountEnabled } from './account-enabled.ts'
import { accountExists } from './account-exists.ts'
import { accountNotDeleted } from './account-not-deleted.ts'
import { adminConsented } from './admin-consented.ts'
import { appAssigned } from './app-assigned.ts'
import { appEnabled } from './app-enabled.ts'
import { appExists } from './app-exists.ts'
import { groupLicenceError } from './causes/group-licence-error.ts'
import { groupProcessing } from './causes/group-processing.ts'
import { groupRule } from './causes/group-rule.ts'
import { groupStatic } from './causes/group-static.ts'
import { clockOff } from './causes/clock-off.ts'
import { contactStale } from './causes/contact-stale.ts'
import { passkeyElsewhere } from './causes/passkey-elsewhere.ts'
import { ownReset } from './causes/own-reset.ts'
import { staleDevice } from './causes/stale-device.ts'
import { byProvider } from './by-provider.ts'
import { consented } from './consented.ts'
import { domainVerified } from './domain-verified.ts'
import { guestsWelcome } from './guests-welcome.ts'
import { instanceRole } from './instance-role.ts'
import { instanceUp } from './instance-up.ts'
import { instanceUser } from './instance-user.ts'
import { invitationAccepted } from './invitation-accepted.ts'
import { linkFollowed } from './link-followed.ts'
import { licenceCovers } from './licence-covers.ts'
import { licencePlan } from './licence-plan.ts'
import { licenceValid } from './licence-valid.ts'
import { licensed } from './licensed.ts'
import { methodAllowed } from './method-allowed.ts'
import { mfaDone } from './mfa-done.ts'
import { mfaNotBlocked } from './mfa-not-blocked.ts'
import { mfaRegistered } from './mfa-registered.ts'
import { mfaState } from './mfa-state.ts'
import { mfaStrongEnough } from './mfa-strong-enough.ts'
import { notLockedOut } from './not-locked-out.ts'
import { passwordCorrect } from './password-correct.ts'
import { passwordFresh } from './password-fresh.ts'
import { passwordOwn } from './password-own.ts'
import { passwordTrusted } from './password-trusted.ts'
import { policyBlocks } from './policy-blocks.ts'
import { policyLocation } from './policy-location.ts'
import { policyMfa } from './policy-mfa.ts'
import { profileComplete } from './profile-complete.ts'
import { profileKept } from './profile-kept.ts'
import { providerAnswered } from './provider-answered.ts'
import { realmRouted } from './realm-routed.ts'
import { redirectRegistered } from './redirect-registered.ts'
import { sessionAge } from './session-age.ts'
import { signInNameFormed } from './sign-in-name-formed.ts'
import { temporaryPasswordValid } from './temporary-password-valid.ts'
import { withinPeriod } from './within-period.ts'

/** Every attempt passes these, in this order. The first that stops it names the outcome. */
export const gates: readonly Gate[] = [
  // Where do you come from, and who are you?
  appExists,
  redirectRegistered,
  signInNameFormed,
  domainVerified,

  // Another provider may say who you are, and then what it answers is the same whether or not there is an account (SEC-01).
  realmRouted,
  providerAnswered,

  accountExists,
  accountNotDeleted,
  accountEnabled,
  invitationAccepted,
  withinPeriod,
  notLockedOut,

  // Have you proved it? All proofs a person has come before anything else is said (SEC-10).
  byProvider,
  passwordCorrect,
  sessionAge,
  mfaNotBlocked,
  mfaDone,
  mfaState,
  policyMfa,
  mfaStrongEnough,
  methodAllowed,

  // May you, from here? Before anything about the account is changed: nobody registers from a place that is blocked.
  policyBlocks,
  policyLocation,

  // Will your proof do? Changing one asks for the strongest the person has (SEC-09).
  passwordTrusted,
  linkFollowed,
  temporaryPasswordValid,
  passwordFresh,
  passwordOwn,
  mfaRegistered,

  // Does the organisation know of you what it asks for? What is not yours to say first: nobody types the rest in vain.
  profileKept,
  profileComplete,

  // May you use this app?
  appEnabled,
  guestsWelcome,
  appAssigned,
  licensed,
  licenceCovers,
  licenceValid,
  licencePlan,
  adminConsented,
  consented,

  // May you enter this instance?
  instanceUp,
  instanceUser,
  instanceRole,
]

/** Why a gate stopped. These never decide. */
export const causes: readonly CauseGate[] = [
  groupProcessing,
  groupRule,
  groupLicenceError,
  groupStatic,
  staleDevice,
  clockOff,
  contactStale,
  passkeyElsewhere,
  ownReset,
]

/** What an app passes that comes for itself, without a person: the gates that ask about the app alone. */
export const appGates: readonly Gate[] = [appExists, appEnabled]
