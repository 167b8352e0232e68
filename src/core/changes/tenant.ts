import type { Domain, Snapshot } from '../snapshot.ts'
import type { TenantChange } from './change.ts'
import type { Family } from './family.ts'
import { counted } from './names.ts'

/** What holds for the whole tenant. */
export const tenantChanges: Family<TenantChange['do']> = {
  put_domain: {
    title: ({ domain }, s) => `${find(s, domain.name) === undefined ? 'Add' : 'Change'} the domain ${domain.name}`,
    weakens: 0,
    blast: 4,
    isReversible: true,
    by: 'press',
    sideEffects: ({ domain }, s) => {
      const other = s.tenant.domains.find((one) => one.isDefault && one.name !== domain.name.toLowerCase())
      return domain.isDefault && other ? [`${other.name} is no longer the default.`] : []
    },
    apply: (s, { domain }) => put(s, domain),
    inverse: ({ domain }, s) => {
      const was = find(s, domain.name)
      const displaced = s.tenant.domains.find((one) => one.isDefault)
      // Giving the default back is a change of the other domain, and taking a domain away is none of ours.
      if (was === undefined || (domain.isDefault && displaced !== undefined && displaced !== was)) return null
      return put(s, domain) === s ? null : { do: 'put_domain', domain: was }
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
      const was = find(s, name)
      return was === undefined ? s : put(s, { ...was, isVerified: true })
    },
    inverse: ({ name }, s) => {
      const was = find(s, name)
      return was === undefined || was.isVerified ? null : { do: 'put_domain', domain: was }
    },
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

function find(s: Snapshot, name: string): Domain | undefined {
  return s.tenant.domains.find((domain) => domain.name === name.toLowerCase())
}

/** A default domain takes the place of the one before. */
function put(s: Snapshot, given: Domain): Snapshot {
  const domain = { ...given, name: given.name.toLowerCase() }
  const was = find(s, domain.name)
  if (was?.isVerified === domain.isVerified && was.isDefault === domain.isDefault) return s
  const others = s.tenant.domains.map((one) => {
    if (one === was) return domain
    return domain.isDefault && one.isDefault ? { ...one, isDefault: false } : one
  })
  const domains = was === undefined ? [...others, domain] : others
  return { ...s, tenant: { ...s.tenant, domains } }
}
