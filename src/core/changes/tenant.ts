import { relicensed } from './consequences.ts'
import { defaultLockout, isSameLockout, lockoutPart, type LockoutRules } from '../lockout/lockout.ts'
import { bannedWordsOf } from '../passwords/banned-words.ts'
import type { TenantPart } from '../snapshot.ts'
import type { TenantChange } from './change.ts'
import { temporaryDays } from './credential.ts'
import type { Family } from './family.ts'
import { asDefault, findDomain, isDomainUsed, putDomain } from './domains.ts'
import { counted } from './names.ts'
import { selfServiceReset } from './self-service-reset.ts'

/** What holds for the whole tenant. */
export const tenantChanges: Family<TenantChange['do']> = {
  put_domain: {
    title: ({ domain }, s) =>
      `${findDomain(s, domain.name) === undefined ? 'Add' : 'Change'} the domain ${domain.name}`,
    weakens: 0,
    blast: 4,
    isReversible: true,
    by: 'press',
    sideEffects: ({ domain }, s) => {
      const other = s.tenant.domains.find((one) => one.isDefault && one.name !== domain.name.toLowerCase())
      return domain.isDefault && other ? [`${other.name} is no longer the default.`] : []
    },
    apply: (s, { domain }) => putDomain(s, domain),
    inverse: ({ domain }, s) => {
      if (putDomain(s, domain) === s) return null
      const was = findDomain(s, domain.name)
      const displaced = s.tenant.domains.find((one) => one.isDefault)
      // Giving the default back is a change of the other domain, and taking a domain away is none of ours.
      if (was === undefined || (domain.isDefault && displaced !== undefined && displaced !== was)) return null
      return { do: 'put_domain', domain: was }
    },
  },
  verify_domain: {
    title: ({ name }) => `Verify the domain ${name}`,
    weakens: 0,
    blast: 4,
    isReversible: true,
    by: 'outside',
    sideEffects: ({ name }) => [`The owner of ${name} publishes a record first; names under it can then sign in.`],
    apply: (s, { name }) => {
      const was = findDomain(s, name)
      return was === undefined ? s : putDomain(s, { ...was, isVerified: true })
    },
    inverse: ({ name }, s) => {
      const was = findDomain(s, name)
      return was === undefined || was.isVerified ? null : { do: 'put_domain', domain: was }
    },
  },
  set_default_domain: {
    title: ({ name }) => `Make ${name} the default domain`,
    weakens: 0,
    blast: 4,
    isReversible: true,
    by: 'press',
    sideEffects: ({ name }, s) => {
      const was = s.tenant.domains.find((one) => one.isDefault)
      return was === undefined || was.name === name.toLowerCase() ? [] : [`${was.name} is no longer the default.`]
    },
    apply: (s, { name }) => asDefault(s, name),
    inverse: ({ name }, s) => {
      const was = s.tenant.domains.find((one) => one.isDefault)
      return was === undefined || asDefault(s, name) === s ? null : { do: 'set_default_domain', name: was.name }
    },
  },
  delete_domain: {
    title: ({ name }) => `Remove the domain ${name}`,
    weakens: 0,
    blast: 4,
    isReversible: true,
    by: 'press',
    sideEffects: ({ name }) => [`Added again, ${name} has to be proved again, by a new record.`],
    apply: (s, { name }) => {
      const was = findDomain(s, name)
      if (was === undefined || was.isDefault || isDomainUsed(s, was.name)) return s
      return { ...s, tenant: { ...s.tenant, domains: s.tenant.domains.filter((one) => one !== was) } }
    },
    inverse: () => null,
  },
  set_password_lifetime: {
    title: ({ days }) => (days === null ? 'Let passwords live for ever' : `Let passwords live ${counted(days, 'day')}`),
    weakens: ({ days }, { tenant }) => {
      const was = tenant.passwordLifetimeDays
      return was !== null && (days === null || days > was) ? 3 : 0
    },
    blast: 4,
    isReversible: true,
    by: 'press',
    sideEffects: ({ days }, { tenant }) => {
      const was = tenant.passwordLifetimeDays
      return days !== null && (was === null || days < was)
        ? ['Everybody whose password is older chooses a new one at the next sign-in.']
        : []
    },
    apply: (s, { days }) =>
      s.tenant.passwordLifetimeDays === days ? s : { ...s, tenant: { ...s.tenant, passwordLifetimeDays: days } },
    inverse: ({ days }, { tenant }) =>
      tenant.passwordLifetimeDays === days ? null : { do: 'set_password_lifetime', days: tenant.passwordLifetimeDays },
  },
  set_lockout: {
    title: (change, { tenant }) => {
      const { threshold, seconds, growth } = lockoutAfter(change, tenant)
      return `Lock accounts for ${counted(seconds, 'second')} after ${counted(threshold, 'wrong password')}, ${growth === 1 ? 'always as long' : `each time ${growth} times as long as before`}`
    },
    weakens: (change, { tenant }) => {
      const [was, will] = [tenant.lockout ?? defaultLockout, lockoutAfter(change, tenant)]
      return will.threshold > was.threshold || will.seconds < was.seconds || will.growth < was.growth ? 3 : 0
    },
    blast: 4,
    isReversible: true,
    by: 'press',
    sideEffects: ({ threshold }, { tenant: { lockout = defaultLockout } }) =>
      threshold < lockout.threshold
        ? ['People who mistype their password are locked out sooner; locks that stand stay as long as they are.']
        : [],
    apply(s, change) {
      const { lockout = defaultLockout, ...tenant } = s.tenant
      const rules = lockoutAfter(change, s.tenant)
      return isSameLockout(lockout, rules) ? s : { ...s, tenant: { ...tenant, ...lockoutPart(rules) } }
    },
    inverse: (change, { tenant }) => {
      const { lockout = defaultLockout } = tenant
      return isSameLockout(lockout, lockoutAfter(change, tenant)) ? null : { do: 'set_lockout', ...lockout }
    },
  },
  set_self_service_reset: selfServiceReset,
  set_banned_words: {
    title: ({ words }) =>
      words.length === 0
        ? 'Let passwords be made of any words'
        : `Let passwords not be made of ${counted(bannedWordsOf(words).length, 'word')}`,
    weakens: ({ words }, { tenant: { bannedWords = [] } }) => {
      const stay = new Set(bannedWordsOf(words))
      return bannedWords.some((word) => !stay.has(word)) ? 1 : 0
    },
    blast: 4,
    isReversible: true,
    by: 'press',
    sideEffects: ({ words }) =>
      words.length === 0 ? [] : ['It holds for passwords chosen from now on; those that people have stay.'],
    apply(s, { words }) {
      const { bannedWords = [], ...tenant } = s.tenant
      const now = bannedWordsOf(words)
      if (isSameList(now, bannedWords)) return s
      return { ...s, tenant: now.length === 0 ? tenant : { ...tenant, bannedWords: now } }
    },
    inverse: ({ words }, { tenant: { bannedWords = [] } }) =>
      isSameList(bannedWordsOf(words), bannedWords) ? null : { do: 'set_banned_words', words: bannedWords },
  },
  set_password_history: {
    title: ({ count }) =>
      count === 0
        ? 'Let former passwords be chosen again'
        : `Let the last ${count === 1 ? 'former password' : `${count} former passwords`} not be chosen again`,
    weakens: ({ count }, { tenant }) => (count < historyOf(tenant) ? 1 : 0),
    blast: 4,
    isReversible: true,
    by: 'press',
    sideEffects: ({ count }, { tenant }) =>
      count < historyOf(tenant)
        ? ['Of the passwords people had, the older are forgotten when they choose the next.']
        : [],
    apply(s, { count }) {
      if (count === historyOf(s.tenant)) return s
      const { passwordHistory: _, ...tenant } = s.tenant
      return { ...s, tenant: count === 3 ? tenant : { ...tenant, passwordHistory: count } }
    },
    inverse: ({ count }, { tenant }) =>
      count === historyOf(tenant) ? null : { do: 'set_password_history', count: historyOf(tenant) },
  },
  set_temporary_password_days: {
    title: ({ days }) => `Let temporary passwords be good for ${counted(days, 'day')}`,
    weakens: ({ days }, { tenant }) => (days > temporaryDays(tenant) ? 1 : 0),
    blast: 4,
    isReversible: true,
    by: 'press',
    sideEffects: () => ['It holds for those issued from now on.'],
    apply(s, { days }) {
      if (days === temporaryDays(s.tenant)) return s
      const { temporaryPasswordDays: _, ...tenant } = s.tenant
      return { ...s, tenant: days === 7 ? tenant : { ...tenant, temporaryPasswordDays: days } }
    },
    inverse: ({ days }, { tenant }) =>
      days === temporaryDays(tenant) ? null : { do: 'set_temporary_password_days', days: temporaryDays(tenant) },
  },
  set_language: {
    title: ({ language }) =>
      language === null
        ? 'Write in English to people who have not said their language'
        : `Write in ${language} to people who have not said their language`,
    weakens: 0,
    blast: 4,
    isReversible: true,
    by: 'press',
    sideEffects: () => [],
    apply(s, { language }) {
      const { preferredLanguage = null, ...tenant } = s.tenant
      if (preferredLanguage === language) return s
      return { ...s, tenant: language === null ? tenant : { ...tenant, preferredLanguage: language } }
    },
    inverse: ({ language }, { tenant: { preferredLanguage = null } }) =>
      preferredLanguage === language ? null : { do: 'set_language', language: preferredLanguage },
  },
  set_usage_location: {
    title: ({ country }) =>
      country === null
        ? 'Let everybody who gets a licence have a usage location of their own'
        : `Let people without a usage location use what their groups give them in ${country}`,
    weakens: 0,
    blast: 4,
    isReversible: true,
    by: 'press',
    sideEffects: ({ country }) =>
      country === null
        ? ['People without a usage location lose the licences of their groups.']
        : ['People without a usage location get the licences of their groups, as far as there are seats.'],
    apply(s, { country }) {
      const { usageLocation = null, ...tenant } = s.tenant
      if (usageLocation === country) return s
      return relicensed({ ...s, tenant: country === null ? tenant : { ...tenant, usageLocation: country } })
    },
    inverse: ({ country }, { tenant: { usageLocation = null } }) =>
      usageLocation === country ? null : { do: 'set_usage_location', country: usageLocation },
  },
  set_user_consent: {
    title: ({ state }) => (state === 'on' ? 'Let people consent for themselves' : 'Let only administrators consent'),
    weakens: ({ state }, { tenant }) => (state === 'on' && tenant.userConsent === 'off' ? 3 : 0),
    blast: 4,
    isReversible: true,
    by: 'press',
    sideEffects: ({ state }) => [
      state === 'on'
        ? 'Everybody may let apps read their data, within permissions that are not for administrators.'
        : 'Whoever has not consented yet needs an administrator.',
    ],
    apply: (s, { state }) =>
      s.tenant.userConsent === state ? s : { ...s, tenant: { ...s.tenant, userConsent: state } },
    inverse: ({ state }, { tenant }) =>
      tenant.userConsent === state ? null : { do: 'set_user_consent', state: tenant.userConsent },
  },
}

const historyOf = ({ passwordHistory = 3 }: TenantPart) => passwordHistory

const isSameList = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((one, i) => one === b[i])

/** The rules of the lockout with a change of them. */
function lockoutAfter(
  { threshold, seconds, growth }: Extract<TenantChange, { readonly do: 'set_lockout' }>,
  { lockout = defaultLockout }: TenantPart,
): LockoutRules {
  return { threshold, seconds, growth: growth ?? lockout.growth }
}
