import { defineGate } from '../gate.ts'

/** The app that was asked for is registered in this tenant. */
export const appExists = defineGate({
  id: 'app-exists',
  question: 'Is there such an app?',
  needs: [],
  reads: ['app', 'request'],
  reasons: {
    unknown: {
      code: 'APP-EXISTS',
      number: 700016,
      effect: 'refuse',
      disclose: 'anyone',
      title: "We don't know this app",
      tell: "We don't know the app you came from. Open it from your apps, or tell its owner. Reference {ref}.",
      explain: 'there is no app with the id {appId} here',
    },
  },

  glance: ({ app }) => (app === null ? 'unknown' : true),

  check({ app, attempt }) {
    if (app !== null) return { is: 'pass', evidence: [{ at: 'app', found: app.id, wanted: attempt.appId }] }
    return {
      is: 'stop',
      reason: 'unknown',
      args: { appId: attempt.appId },
      evidence: [{ at: 'attempt.appId', found: attempt.appId, wanted: 'a registered app' }],
      remedies: [],
    }
  },
})
