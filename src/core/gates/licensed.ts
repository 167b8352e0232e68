import { defineGate, notApplicable, passBy } from '../gate.ts'
import type { Account, LicencePath } from '../snapshot.ts'
import { licenceRemedies } from '../licensing/remedies.ts'

const held = passBy('account.licences', 'a licence')
const needsNone = notApplicable('the app needs no licence')

/** Who opens an app that needs a licence holds some licence; which one, the gates after this ask. */
export const licensed = defineGate({
  id: 'licensed',
  question: 'Does the person hold a licence?',
  needs: ['account', 'app'],
  reads: ['tenant', 'now'],
  reasons: {
    none: {
      code: 'LIC-HAS',
      number: 1003001,
      effect: 'refuse',
      disclose: 'after_second_factor',
      title: 'No licence',
      tell: "You don't have a licence for {app}. Your help desk can give you one. Reference {ref}.",
      explain: '{person} has no licence for {app}',
    },
  },

  glance: ({ account, app }) => (app.requiredPlan === null || firstActive(account) !== undefined ? true : 'none'),

  check(s) {
    if (s.app.requiredPlan === null) return needsNone
    const active = firstActive(s.account)
    if (active !== undefined) return held(active)

    return {
      is: 'stop',
      reason: 'none',
      args: {},
      evidence: [{ at: 'account.licences', found: s.account.licences, wanted: 'an active licence' }],
      remedies: licenceRemedies(s),
    }
  },
})

function firstActive({ licences }: Account): LicencePath | undefined {
  for (let i = 0; i < licences.length; i++) if (licences[i]!.state === 'active') return licences[i]
  return undefined
}
