import { defineGate, notApplicable, pass } from '../gate.ts'

const formed = pass({ at: 'attempt.signInName', found: 'name@domain', wanted: 'name@domain' })
const atSign = 64
const dot = 46
const backslash = 92
const nobody = notApplicable('nobody has said who they are')

/** Sign-in names look like an e-mail address. What was typed may be a password in the wrong field: only its shape is evidence. */
export const signInNameFormed = defineGate({
  id: 'sign-in-name-formed',
  question: 'Has the sign-in name the form name@domain?',
  needs: [],
  reads: ['name'],
  reasons: {
    malformed: {
      code: 'ADR-FORMAT',
      number: 90100,
      effect: 'refuse',
      disclose: 'anyone',
      title: 'Not a sign-in name',
      tell: 'Type your full sign-in name, like name@company.com. It may differ from the name you use on your computer.',
      explain: 'what was typed is not a sign-in name but {shape}',
    },
  },

  check({ attempt }) {
    const name = attempt.signInName
    if (name === null) return nobody
    if (isFormed(name)) return formed
    const shape = shapeOf(name)
    return {
      is: 'stop',
      reason: 'malformed',
      args: { shape },
      evidence: [{ at: 'attempt.signInName', found: shape, wanted: 'name@domain' }],
      remedies: [],
    }
  },
})

/** One @ with something before it, a dot between something after it, and no space or backslash anywhere. */
function isFormed(name: string): boolean {
  const last = name.length - 1
  let at = -1
  let hasDot = false
  for (let i = 0; i <= last; i++) {
    const code = name.charCodeAt(i)
    if (code === atSign) {
      if (at !== -1) return false
      at = i
    } else if (code === dot) hasDot ||= at !== -1 && i > at + 1 && i < last
    else if (code === backslash || isSpace(code)) return false
  }
  return at > 0 && hasDot
}

function shapeOf(name: string): string {
  if (name.includes('\\')) return 'DOMAIN\\name, as on a computer'
  if (/\s/.test(name)) return 'words with spaces'
  const [before, after, ...more] = name.split('@')
  if (more.length > 0) return 'a name with more than one @'
  if (before === '') return after === undefined ? 'nothing at all' : 'a domain without a name'
  return after === undefined || after === '' ? 'a name without a domain' : 'a name whose domain has no dot inside'
}

/** What `\s` is; nearly every character of a name is past the space and in ASCII, which settles it without the expression. */
function isSpace(code: number): boolean {
  return code <= 32 || code > 126 ? /\s/.test(String.fromCharCode(code)) : false
}
