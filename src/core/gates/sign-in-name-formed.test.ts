import { expect, it } from 'vitest'
import { aSnapshot } from '../../../test/support/a-snapshot.ts'
import { describeGate } from '../../../test/support/describe-gate.ts'
import { signInNameFormed } from './sign-in-name-formed.ts'

const typed = (signInName: string | null) => aSnapshot({ attempt: { signInName } })

describeGate(signInNameFormed, {
  pass: {
    'a name and a domain': typed('alice@meridian.example'),
    'the shortest there is': typed('a@b.c'),
    'a domain below a domain': typed('alice@lyon.meridian.example'),
    'dots, a plus, an apostrophe and a hyphen before the @': typed("o'brien-smith.pat+crm@meridian.example"),
    'letters of any script': typed('łukasz@münchen.example'),
    'capitals, should a door leave them': typed('Alice@Meridian.EXAMPLE'),
  },
  notApplicable: { 'before a name is given': typed(null) },
  stop: {
    'nothing at all': ['malformed', typed('')],
    'a name without a domain': ['malformed', typed('alice')],
    'a name with an @ and nothing after it': ['malformed', typed('alice@')],
    'a domain without a name': ['malformed', typed('@meridian.example')],
    'a domain without a dot': ['malformed', typed('alice@meridian')],
    'a domain with a dot only before it': ['malformed', typed('alice@.meridian')],
    'a domain with a dot only after it': ['malformed', typed('alice@meridian.')],
    'a dot before the @ only': ['malformed', typed('alice.moreau@meridian')],
    'two @': ['malformed', typed('alice@meridian@example.com')],
    'two @ side by side': ['malformed', typed('alice@@meridian.example')],
    'the name used on a computer': ['malformed', typed('MERIDIAN\\alice')],
    'a backslash in a name that is otherwise in order': ['malformed', typed('x\\alice@meridian.example')],
    'a whole name': ['malformed', typed('Alice Moreau')],
    'a space inside': ['malformed', typed('alice moreau@meridian.example')],
    'a space that does not break': ['malformed', typed('alice\u00a0moreau@meridian.example')],
    'a tab': ['malformed', typed('alice\t@meridian.example')],
    'a line break': ['malformed', typed('alice@meridian.example\n')],
    'an ideographic space': ['malformed', typed('alice\u3000@meridian.example')],
  },
})

it.each([
  ['', 'nothing at all'],
  ['alice', 'a name without a domain'],
  ['alice@', 'a name without a domain'],
  ['@meridian.example', 'a domain without a name'],
  ['alice@meridian', 'a name whose domain has no dot inside'],
  ['alice@.meridian', 'a name whose domain has no dot inside'],
  ['a@b@c.example', 'a name with more than one @'],
  ['MERIDIAN\\alice', 'DOMAIN\\name, as on a computer'],
  ['Alice Moreau', 'words with spaces'],
])('of “%s” only the shape is shown, for it may be a password: %s', (name, shape) => {
  const answer = signInNameFormed.check(typed(name))
  expect(answer).toMatchObject({ args: { shape }, evidence: [{ found: shape }] })
  if (name.length > 1) expect(JSON.stringify(answer)).not.toContain(JSON.stringify(name))
})
