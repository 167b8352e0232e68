import type { Change } from '../changes/change.ts'
import { defineGate, type Evidence, notApplicable, type Part, type Stop, type With } from '../gate.ts'
import { matchPolicies, policiesThat } from '../policy/match.ts'
import { anyPolicy } from '../policy/any-policy.ts'
import { hostRange, placeAllowedBy, placesToWiden } from '../policy/place.ts'
import { exclusionsFrom, switchesOf } from '../policy/remedies.ts'
import { idsOf, listed } from '../policy/words.ts'
import type { Policy } from '../snapshot.ts'

/** Policies that block some networks. An address nobody knows settles nothing, unless another policy blocks it for certain. */
export const policyLocation = defineGate({
  id: 'policy-location',
  question: 'May this person use this app from this network?',
  needs: ['account', 'app'],
  reads: ['tenant', 'network'],
  reasons: {
    elsewhere: {
      code: 'POL-LOCATION',
      number: 53003,
      effect: 'refuse',
      disclose: 'after_second_factor',
      title: 'A policy blocks the network',
      tell: "{app} cannot be opened from the network you are on. Use your organisation's network, or ask an administrator. Reference {ref}.",
      explain: '{person} may not open {app} from {place}, because of {policies}',
    },
  },

  glance(s) {
    const any = anyPolicy(s, 'location')
    return any === 'none' ? true : any === 'applies' ? 'elsewhere' : null
  },

  check(s) {
    const { inForce, applies, cannotTell, parts } = matchPolicies(s).location
    if (inForce === 0) return parts.length === 0 ? noPolicy : { ...noPolicy, parts }
    if (applies > 0) return stop(s, policiesThat('applies', s, 'location'), parts)
    if (cannotTell === 0) return { is: 'pass', evidence: nothingMore, parts }

    const place = {
      at: 'attempt.network.locationIds',
      found: s.attempt.network.locationIds,
      wanted: 'any known address',
    }
    return { is: 'unknown', why: 'not_measured', evidence: [place], parts }
  },
})

const noPolicy = notApplicable('no policy in force blocks by network')
const nothingMore: readonly Evidence[] = []

function stop(s: With<'account' | 'app'>, applies: readonly Policy[], parts: readonly Part[]): Stop {
  const { locationIds } = s.attempt.network
  const wanted = applies.map(({ locations }) => locations)
  return {
    is: 'stop',
    reason: 'elsewhere',
    args: { policies: listed(applies), place: placeOf(s) },
    evidence: [
      { at: 'attempt.network.locationIds', found: locationIds, wanted },
      { at: 'tenant.policies', found: idsOf(applies), wanted: [] },
    ],
    remedies: remediesFor(s, applies),
    parts,
  }
}

/** `203.0.113.9`, `Lyon office` where only the place is known, else `an unknown address`. */
function placeOf({ attempt: { network }, tenant: { locations } }: With<'account' | 'app'>): string {
  if (network.ip !== null) return network.ip
  const names = (network.locationIds ?? []).map((id) => locations[id]?.name ?? id)
  if (names.length > 0) return names.join(' and ')
  return network.locationIds === null ? 'an unknown address' : 'an address outside all named locations'
}

function remediesFor({ account, attempt, tenant }: With<'account' | 'app'>, applies: readonly Policy[]): Change[] {
  const { ip, locationIds } = attempt.network
  const { locations } = tenant
  const remedies: Change[] = []
  const allowed = placeAllowedBy(applies, locations)
  if (allowed !== null) remedies.push({ do: 'sign_in_from', ip: null, locationIds: allowed })
  remedies.push(...exclusionsFrom(applies, account.id))
  if (ip !== null && locationIds !== null)
    for (const locationId of placesToWiden(applies, locationIds, locations))
      remedies.push({ do: 'add_location_range', locationId, range: hostRange(ip) })
  remedies.push(...switchesOf(applies))
  return remedies
}
