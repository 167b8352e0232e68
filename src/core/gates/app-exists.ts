import { defineGate } from '../gate.ts'

/** The app that was asked for is registered in this tenant, and not deleted. */
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
    deleted: {
      code: 'APP-DELETED',
      number: 700016,
      effect: 'refuse',
      disclose: 'anyone',
      title: 'This app was deleted',
      tell: '{app} was deleted here, and nobody can open it. If you need it, tell its owner. Reference {ref}.',
      explain: '{app} was deleted on {deletedAt}; for 30 days it can be restored with all that hangs on it',
    },
  },

  glance: ({ app }) => (app === null ? 'unknown' : app.deletedAt === undefined ? true : 'deleted'),

  check({ app, attempt }) {
    if (app !== null && app.deletedAt === undefined)
      return { is: 'pass', evidence: [{ at: 'app', found: app.id, wanted: attempt.appId }] }
    if (app !== null)
      return {
        is: 'stop',
        reason: 'deleted',
        args: { deletedAt: app.deletedAt as number },
        evidence: [{ at: 'app.deletedAt', found: app.deletedAt as number, wanted: null }],
        remedies: [{ do: 'restore_app', appId: app.id }],
      }
    return {
      is: 'stop',
      reason: 'unknown',
      args: { appId: attempt.appId },
      evidence: [{ at: 'attempt.appId', found: attempt.appId, wanted: 'a registered app' }],
      remedies: [],
    }
  },
})
