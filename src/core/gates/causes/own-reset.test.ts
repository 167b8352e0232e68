import { describe, expect, it } from 'vitest'
import { aGroup, aSnapshot, morning } from '../../../../test/support/a-snapshot.ts'
import { describeCause } from '../../../../test/support/describe-cause.ts'
import { forgetful, unreached } from '../../../../test/support/forgetful.ts'
import type { Change } from '../../changes/change.ts'
import { explain } from '../../explain/explain.ts'
import { projectFor } from '../../explain/project.ts'
import { repair } from '../../repair/repair.ts'
import type { Snapshot } from '../../snapshot.ts'
import { ownReset } from './own-reset.ts'

const day = 86_400_000
const closed = { who: 'nobody' } as const
const staff = { ...aSnapshot().tenant.groups, staff: aGroup({ id: 'staff', name: 'Staff' }) }
const ofStaff = { who: 'group', groupId: 'staff' } as const
const right = { proof: { credential: 'verified' } } as const
const over = { mustChangePassword: true, temporaryUntil: morning - day } as const

describeCause(ownReset, {
  finds: {
    'and nobody may here': ['password-correct', 'shut', forgetful({}, closed)],
    'and nobody may, where there is no password': [
      'password-correct',
      'shut',
      forgetful({ account: { passwordSetAt: null } }, closed),
    ],
    'after it expired, and nobody may': [
      'password-fresh',
      'shut',
      forgetful({ account: { passwordSetAt: morning - 200 * day } }, closed),
    ],
    'after it was reported, and nobody may': [
      'password-trusted',
      'shut',
      forgetful({ ...right, account: { passwordReportedAt: morning - day } }, closed),
    ],
    'too late, and nobody may': ['temporary-password-valid', 'shut', forgetful({ ...right, account: over }, closed)],
    'and only a group may': ['password-correct', 'shut', forgetful({ tenant: { groups: staff } }, ofStaff)],
    'and no subscription includes it': ['password-correct', 'shut', forgetful({ tenant: aSnapshot().tenant })],
    'and no address is known': ['password-correct', 'shut', unreached(forgetful())],
    'and another address is known': [
      'password-correct',
      'shut',
      unreached(forgetful({ account: { attributes: { otherMails: ['al@home.example'] } } })),
    ],
    'and what was sent came back': [
      'password-correct',
      'shut',
      forgetful({ account: { mailUndeliverableAt: morning - day, attributes: { otherMails: ['al@home.example'] } } }),
    ],
    'of an administrator without an app': [
      'password-correct',
      'shut',
      forgetful({ account: { roles: ['helpdesk'], methods: [] } }),
    ],
    'and only a phone would do': ['password-correct', 'shut', forgetful({}, { methods: ['sms', 'voice'] })],
    'and the profile knows a phone': [
      'password-correct',
      'shut',
      unreached(forgetful({ account: { attributes: { mobilePhone: '+33 612345678' } } })),
    ],
    'of an administrator, where one kind proves': [
      'password-correct',
      'shut',
      forgetful({ account: { roles: ['helpdesk'] } }, { methods: ['email'] }),
    ],
    'of an emergency account': ['password-correct', 'shut', forgetful({ account: { isEmergency: true } })],
  },
  silent: {
    'where they may': ['password-correct', forgetful()],
    'where they may by phone': ['password-correct', unreached(forgetful({ account: { contactPhones: ['office'] } }))],
    'before one is given': ['password-correct', forgetful({ proof: { credential: 'not_presented' } }, closed)],
    'of a pass that is over': ['password-correct', forgetful({ proof: { pass: 'over' } }, closed)],
    'of one that expired and was right': [
      'password-fresh',
      forgetful({ ...right, account: { passwordSetAt: morning - 200 * day } }, closed),
    ],
    'of who is kept out: another gate speaks': [
      'password-correct',
      forgetful({ account: { isEnabled: false } }, closed),
    ],
  },
})

const remedies = (s: Snapshot): readonly Change[] =>
  ownReset.check(s, 'password-correct').flatMap((stop) => (stop.is === 'stop' ? stop.remedies : []))

describe('what opens it', () => {
  const table: readonly (readonly [string, Snapshot, Change['do'] | null])[] = [
    ['letting everybody, where nobody may', forgetful({}, closed), 'set_self_service_reset'],
    ['nothing, where an address would be missing still', unreached(forgetful({}, closed)), null],
    ['the group', forgetful({ tenant: { groups: staff } }, ofStaff), 'add_to_group'],
    [
      'nothing by hand, where a rule says who is in it',
      forgetful(
        { tenant: { groups: { ...staff, staff: aGroup({ id: 'staff', rule: 'user.city -eq "Rome"' }) } } },
        ofStaff,
      ),
      null,
    ],
    [
      'another address that the directory has',
      unreached(forgetful({ account: { attributes: { otherMails: ['al@home.example'] } } })),
      'set_contact',
    ],
    [
      'a number that the directory has',
      unreached(forgetful({ account: { attributes: { mobilePhone: '+33 612345678' } } })),
      'set_contact',
    ],
    [
      'not where phones do not prove',
      unreached(forgetful({ account: { attributes: { mobilePhone: '+33 612345678' } } }, { methods: ['email'] })),
      null,
    ],
    [
      'the same number as the second proof of an administrator',
      forgetful({ account: { roles: ['helpdesk'], methods: [], attributes: { mobilePhone: '+33 612345678' } } }),
      'set_contact',
    ],
    ['nothing, where none is known', unreached(forgetful()), null],
  ]
  it.each(table)('%s', (_, s, wanted) => expect(remedies(s).map((one) => one.do)[0] ?? null).toBe(wanted))
})

describe('why', () => {
  const why = (s: Snapshot) =>
    ownReset.check(s, 'password-correct').flatMap((stop) => (stop.is === 'stop' ? [stop.args['why']] : []))[0]
  const admin = { roles: ['helpdesk'], methods: [] } as const
  it.each([
    [
      unreached(forgetful()),
      'neither an e-mail address that is read without the password nor a phone number in the contact info is on file',
    ],
    [
      unreached(forgetful({}, { methods: ['email', 'totp'] })),
      'no e-mail address that is read without the password is on file',
    ],
    [
      forgetful({ tenant: { unsent: ['email', 'phone'] } }),
      'nothing that proves here is a code that can be sent to them',
    ],
    [
      forgetful({ account: admin }),
      'whoever administers gives two proofs, and there is neither a phone number in the contact info nor an authenticator app that counts',
    ],
    [
      forgetful({ account: { methods: [] } }, { proofs: 2, methods: ['email', 'sms'] }),
      'two proofs are asked for, and there is no phone number in the contact info',
    ],
    [
      forgetful({ account: admin }, { methods: ['email'] }),
      'whoever administers gives two proofs, and only a code by e-mail proves here',
    ],
  ] as const)('%#: is said in words', (s, words) => expect(why(s)).toBe(words))
})

describe('the explanation of a wrong password', () => {
  it('says beside why that the person cannot reset it, and is no other cause', () => {
    const { headline, findings } = explain(forgetful({}, closed))
    expect(headline).toMatch(/^The password Alice Moreau gave was wrong; the right one was set on .* UTC\. /)
    expect(headline).toContain('Alice Moreau cannot reset the password alone: it is open to nobody here.')
    expect(findings[0]).toMatchObject({ code: 'CRE-MATCH', root: 'CRE-MATCH' })
  })

  it('SEC-01: tells it to nobody but those who look after the person', () => {
    const [finding] = projectFor(explain(forgetful({}, closed)), 'self').findings
    expect(JSON.stringify(finding)).not.toContain('reset')
  })
})

describe('the repair of a wrong password', () => {
  const told = (s: Snapshot) =>
    repair(s).plans.map(({ why, steps }) => [why, ...steps.map(({ title, role }) => `${title} [${role}]`)])

  const byLink = [
    'Send Alice Moreau a link to choose a new password [helpdesk]',
    'Alice Moreau chooses a new password by the link in the letter [self]',
  ]

  it('is typing it again, and for who does not know it their own reset before the one of an administrator', () => {
    expect(told(forgetful())).toEqual([
      ['least', 'Alice Moreau types the right password [self]'],
      ['forgotten', 'Alice Moreau resets their own password [self]'],
      [
        'forgotten',
        'Issue a temporary password for Alice Moreau [helpdesk]',
        'Alice Moreau chooses a new password at sign-in [self]',
      ],
      ['forgotten', ...byLink],
    ])
  })

  it('is an administrator alone where the person may not', () => {
    expect(told(forgetful({}, closed)).map(([, first]) => first)).toEqual([
      'Alice Moreau types the right password [self]',
      'Issue a temporary password for Alice Moreau [helpdesk]',
      byLink[0],
    ])
  })

  it('is their own reset first where the password is good for nothing, proved by deciding again', () => {
    const late = forgetful({ ...right, account: over })
    expect(told(late)).toEqual([
      ['least', 'Alice Moreau resets their own password [self]'],
      ['by_mail', ...byLink],
      [
        'trade',
        'Issue a temporary password for Alice Moreau [helpdesk]',
        'Alice Moreau chooses a new password at sign-in [self]',
      ],
    ])
    expect(repair(late).plans[0]).toMatchObject({
      after: { outcome: 'admit' },
      proof: { without: [{ stillStops: ['temporary-password-valid', 'password-own'] }] },
    })
  })
})
