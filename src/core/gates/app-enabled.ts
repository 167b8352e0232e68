import { defineGate, pass } from '../gate.ts'

const enabled = pass({ at: 'app.isEnabled', found: true, wanted: true })

/** Sign-in to the app is switched on. */
export const appEnabled = defineGate({
  id: 'app-enabled',
  question: 'Is the app switched on?',
  needs: ['app'],
  reads: [],
  reasons: {
    off: {
      code: 'APP-ENABLED',
      number: 7000112,
      effect: 'refuse',
      disclose: 'after_second_factor',
      title: 'The app is switched off',
      tell: '{app} is switched off at the moment. Your help desk knows more. Reference {ref}.',
      explain: '{app} is switched off for everybody',
    },
  },

  check({ app }) {
    if (app.isEnabled) return enabled
    const evidence = [{ at: 'app.isEnabled', found: false, wanted: true }]
    return { is: 'stop', reason: 'off', args: {}, evidence, remedies: [{ do: 'enable_app', appId: app.id }] }
  },
})
