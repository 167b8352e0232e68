import { defineGate, notApplicable } from '../gate.ts'

const nobody = notApplicable('nobody has said who they are')

/** Sign-in names look like an e-mail address. What was typed may be a password in the wrong field: only its shape is evidence. */
export const signInNameFormed = defineGate({
  id: 'sign-in-name-formed',
  question: 'Has the sign-in name the form name@domain?',
  needs: [],
  reasons: {
    malformed: {
      code: 'ADR-FORMAT',
      number: 90100,
      effect: 'refuse',
      disclose: 'anyone',
      title: 'Not a sign-in name',
      tell: 'Type your full sign-in name, like name@company.com. It can differ from the name you use on your computer.',
      explain: 'what was typed is no sign-in name: it is {shape}',
    },
  },

  check({ attempt }) {
    const name = attempt.signInName
    if (name === null) return nobody
    if (/^[^\s@\\]+@[^\s@\\]+\.[^\s@\\]+$/.test(name)) return { is: 'pass', evidence: [{ at: 'attempt.signInName', found: 'name@domain', wanted: 'name@domain' }] }
    const shape = shapeOf(name)
    return { is: 'stop', reason: 'malformed', args: { shape }, evidence: [{ at: 'attempt.signInName', found: shape, wanted: 'name@domain' }], remedies: [] }
  },
})

function shapeOf(name: string): string {
  if (name.includes('\\')) return 'DOMAIN\\name, as on a computer'
  if (/\s/.test(name)) return 'words with spaces'
  if (!name.includes('@')) return 'a name without a domain'
  return name.split('@').length > 2 ? 'more than one @' : 'a domain without a dot'
}
