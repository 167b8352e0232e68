import { settled } from '../src/core/changes/consequences.ts'
import type { Account, App, Group, Snapshot, TenantPart } from '../src/core/snapshot.ts'
import { aPolicy, aSnapshot } from '../test/support/a-snapshot.ts'
import { faulty } from '../test/support/faults.ts'
import { forgetful, unreached as withoutAddress } from '../test/support/forgetful.ts'
import { federatedTenant } from '../test/support/providers.ts'
import type { ProviderAnswer } from '../src/core/federation/identity-provider.ts'

/** A situation in which a reason is the first thing in the way: told in a sentence, and a snapshot that is really decided. */
export type ReasonExample = { readonly story: string; readonly snapshot: Snapshot }

const example = (story: string, snapshot: Snapshot): ReasonExample => ({ story, snapshot })
const fine = faulty([])
const attempting = (edit: Partial<Snapshot['attempt']>, s = fine): Snapshot => ({
  ...s,
  attempt: { ...s.attempt, ...edit },
})
const proving = (edit: Partial<Snapshot['proof']>, s = fine): Snapshot => ({ ...s, proof: { ...s.proof, ...edit } })
const having = (edit: Partial<Account>, s = fine): Snapshot => ({
  ...s,
  account: { ...(s.account as Account), ...edit },
})
const app = (edit: Partial<App>, s = fine): Snapshot => ({ ...s, app: { ...(s.app as App), ...edit } })
const within = (edit: Partial<TenantPart>, s = fine): Snapshot => ({ ...s, tenant: { ...s.tenant, ...edit } })
const unproved = proving({ secondFactor: 'not_presented' })

/** Alice in a tenant where one assigned group gives the licence for the CRM, by this rule or by hand. */
function ruled(rule: string | null, attributes: Account['attributes'] = { department: 'Sale', usageLocation: 'FR' }) {
  const { tenant } = aSnapshot()
  const licences = [{ productId: 'sales-pro', disabledPlans: [] }]
  const group = { id: 'sales-licences', name: 'Sales – Licences', rule, parentIds: [], licences }
  const groups = { ...tenant.groups, 'sales-licences': group }
  const memberOf = [{ groupId: 'crm-users', how: 'direct' as const }]
  return settled(aSnapshot({ account: { attributes, memberOf, licences: [] }, tenant: { groups } }))
}

/** Alice in the group that gives the licence, which did not reach her. */
function unreached(error: 'conflicting_plans' | 'missing_prerequisite' | 'other'): Snapshot {
  const path = { productId: 'sales-pro', groupId: 'sales-licences', disabledPlans: [], state: 'error' as const, error }
  return having({ licences: [path] }, aSnapshot())
}

/** Alice of Sales, whom the group would give the licence, before the directory got to her; in the group or not yet. */
function awaited(edit: Partial<Group>, notIn: readonly string[] = ['sales-licences']): Snapshot {
  const s = having({ licences: [] }, aSnapshot())
  const memberOf = (s.account as Account).memberOf.filter((one) => !notIn.includes(one.groupId))
  const group = { ...(s.tenant.groups['sales-licences'] as Group), ...edit }
  return having({ memberOf }, within({ groups: { ...s.tenant.groups, 'sales-licences': group } }, s))
}

/** Alice as a guest who was asked in two days ago. */
function invited(state: 'pending' | 'withdrawn'): Snapshot {
  const sentAt = fine.now - 2 * 86_400_000
  const invitation = { address: 'alice@home.example', state, changedAt: sentAt, sentAt }
  return having({ userType: 'guest', passwordSetAt: null, methods: [], invitation }, unproved)
}

/** Alice, whose domain is federated to Fabrikam, and what became of asking there. */
function federated(provider: Omit<ProviderAnswer, 'providerId'> | null): Snapshot {
  const there = within(federatedTenant, unproved)
  const answer = provider === null ? {} : { provider: { providerId: 'fabrikam', ...provider } }
  return proving({ credential: 'not_presented', ...answer }, there)
}

/** Alice, whose organisation asks its members for a country, or for a city that a rule reads, and who has neither. */
function askedFor(detail: 'city' | 'country'): Snapshot {
  const { groups } = fine.tenant
  const lyon = { ...(groups['sales-licences'] as Group), id: 'lyon', name: 'Lyon office', rule: 'user.city -eq "Lyon"' }
  const { city: _, ...attributes } = (fine.account as Account).attributes
  return having(
    { attributes },
    within({ requiredDetails: { member: [detail], guest: [] }, groups: { ...groups, lyon } }),
  )
}

/** One example for each reason, by its code. */
export const reasonExamples: Readonly<Record<string, ReasonExample>> = {
  'APP-DELETED': example('An administrator deleted the CRM yesterday.', app({ deletedAt: fine.now - 86_400_000 })),
  'APP-EXISTS': example('A bookmark names an app that was deleted long ago.', {
    ...attempting({ appId: 'old-crm', redirectUri: null }),
    app: null,
    instance: null,
  }),
  'ADR-REDIRECT': example(
    'The CRM was moved to another path, and its registration was not.',
    faulty(['redirect not registered']),
  ),
  'ADR-FORMAT': example('Alice types the name she uses on her computer.', {
    ...attempting({ signInName: 'MERIDIAN\\alice' }),
    account: null,
  }),
  'ADR-DOMAIN': example('Alice leaves a letter out.', {
    ...attempting({ signInName: 'alice@meridan.example' }),
    account: null,
  }),
  'ADR-DOMAIN-UNVERIFIED': example('The domain of the laboratory was added, and its record in DNS is still missing.', {
    ...attempting({ signInName: 'alice@meridian-labs.example' }),
    account: null,
  }),
  'ACC-EXISTS': example('Alice types a name that is not hers.', {
    ...attempting({ signInName: 'alicia@meridian.example', nearNames: ['alice@meridian.example'] }),
    account: null,
  }),
  'ACC-DELETED': example('The account was deleted yesterday.', faulty(['deleted'])),
  'ACC-ENABLED': example('Somebody switched *Block sign-in* on.', faulty(['blocked'])),
  'ACC-LOCK': example(
    'Somebody who is not Alice tries one password after the other.',
    having(
      {
        lockedUntil: fine.now + 900_000,
        failures: [
          {
            place: 'strange',
            ip: '203.0.113.9',
            client: 'python-requests/2.32',
            times: 10,
            repeats: 0,
            lastAt: fine.now,
          },
        ],
      },
      attempting({ place: 'strange' }),
    ),
  ),
  'CRE-ASK': example('Alice has typed her name and nothing else.', faulty(['password not asked yet'])),
  'CRE-NONE': example('The account was imported, and nobody gave it a password.', faulty(['no password'])),
  'CRE-STALE': example(
    'Alice chose a new password, and her phone goes on with the former one.',
    having(
      {
        failures: [
          {
            place: 'familiar',
            ip: '198.51.100.7',
            client: 'Mail/2.0 (phone)',
            times: 1,
            repeats: 14,
            lastAt: fine.now,
          },
        ],
      },
      proving({ credential: 'wrong' }),
    ),
  ),
  'CRE-MATCH': example('Alice types a password that is not hers.', faulty(['password wrong'])),
  'CRE-PASS-OVER': example(
    'Alice wrote the pass down yesterday, and it was good for an hour.',
    having(
      { temporaryPass: { startsAt: fine.now - 86_400_000, endsAt: fine.now - 82_800_000, uses: 'one' } },
      proving({ credential: 'wrong', secondFactor: 'not_presented', pass: 'over' }),
    ),
  ),
  'CRE-PASS-USED': example(
    'The pass was good for one sign-in, and Alice tries it on a second device.',
    having(
      {
        temporaryPass: {
          startsAt: fine.now - 600_000,
          endsAt: fine.now + 3_000_000,
          uses: 'one',
          usedAt: fine.now - 300_000,
        },
      },
      proving({ credential: 'wrong', secondFactor: 'not_presented', pass: 'used' }),
    ),
  ),
  'CRE-PASS-EARLY': example(
    'Alice starts on Monday, and tries the pass on Sunday.',
    having(
      { temporaryPass: { startsAt: fine.now + 86_400_000, endsAt: fine.now + 90_000_000, uses: 'one' } },
      proving({ credential: 'wrong', secondFactor: 'not_presented', pass: 'early' }),
    ),
  ),
  'MFA-BLOCK': example(
    'Somebody who has her password guesses at codes.',
    having({ mfaState: 'enforced', secondFactorPausedUntil: fine.now + 900_000 }, unproved),
  ),
  'MFA-DONE': example('Alice mistypes the code.', faulty(['second factor wrong'])),
  'CRE-SSPR': example(
    'Alice has forgotten her password, where people may reset it and nobody knows another address of hers.',
    withoutAddress(forgetful()),
  ),
  'MFA-CONTACT': example(
    'Alice gets her codes by e-mail, at an address that she no longer has.',
    having(
      {
        mfaState: 'enforced',
        methods: [{ id: 'mail-1', kind: 'email', isUsable: true, undeliverableAt: fine.now - 86_400_000 }],
      },
      unproved,
    ),
  ),
  'MFA-CLOCK': example(
    'The code comes from a phone whose clock is two and a half minutes late.',
    proving({ secondFactor: 'wrong', codeSteps: -5 }),
  ),
  'MFA-STATE': example(
    'Multi-factor is *Enforced* for Alice, who has typed her password only.',
    faulty(['multi-factor enforced']),
  ),
  'POL-MFA': example(
    'A policy asks everybody for a second factor, and Alice has typed her password only.',
    within({ policies: [aPolicy({ id: 'mfa', name: 'Second factor for all' })] }, unproved),
  ),
  'MFA-STRENGTH': example(
    'A policy asks for a passkey, which Alice has, and she gave a code.',
    within(
      { policies: [aPolicy({ id: 'strong', name: 'Passkeys only', strength: 'phishing_resistant' })] },
      having({ methods: [...(fine.account?.methods ?? []), { id: 'key-1', kind: 'passkey', isUsable: true }] }),
    ),
  ),
  'MFA-STRENGTH-REG': example(
    'A policy asks for a passkey, and Alice has set up an authenticator app only.',
    within({ policies: [aPolicy({ id: 'strong', name: 'Passkeys only', strength: 'phishing_resistant' })] }),
  ),
  'CRE-METHOD': example(
    'Passwords are switched off here, and Alice has nothing else.',
    within({ methodRules: { password: 'nobody' } }),
  ),
  'CRE-METHOD-OTHER': example(
    'Passwords are switched off here, and Alice has a passkey.',
    within(
      { methodRules: { password: 'nobody' } },
      having({ methods: [{ id: 'key-1', kind: 'passkey', isUsable: true }] }),
    ),
  ),
  'CRE-METHOD-NONE': example(
    'Authenticator apps are switched off here, and Alice has one and nothing else.',
    within({ methodRules: { totp: 'nobody' } }, having({ mfaState: 'enforced' }, unproved)),
  ),
  'CRE-PASSKEY': example(
    'The server moved to another address, and Alice has nothing but a passkey of the old one.',
    having(
      {
        mfaState: 'enforced',
        methods: [{ id: 'key-1', kind: 'passkey', isUsable: false, madeFor: 'login.meridian.example' }],
      },
      unproved,
    ),
  ),
  'CRE-PASSKEY-HOST': example(
    'A policy asks for a passkey, and the one Alice has is of the address the server had before.',
    within(
      { policies: [aPolicy({ id: 'strong', name: 'Passkeys only', strength: 'phishing_resistant' })] },
      having({
        methods: [
          ...(fine.account?.methods ?? []),
          { id: 'key-1', kind: 'passkey', isUsable: false, madeFor: 'login.meridian.example' },
        ],
      }),
    ),
  ),
  'CRE-METHOD-STRENGTH': example(
    'A policy asks for a passkey, and passkeys are switched off here.',
    within({
      methodRules: { passkey: 'nobody' },
      policies: [aPolicy({ id: 'strong', name: 'Passkeys only', strength: 'phishing_resistant' })],
    }),
  ),
  'POL-BLOCK': example('Alice is in the group that a policy keeps out.', faulty(['contractor'])),
  'POL-LOCATION': example(
    'Alice is in a hotel, and a policy lets nobody in but from the offices.',
    within(
      {
        policies: [
          aPolicy({
            id: 'offices',
            name: 'Only from our offices',
            grant: 'block',
            locations: { include: 'any', exclude: 'trusted' },
          }),
        ],
      },
      attempting({ network: { ip: '192.0.2.9', locationIds: [] } }),
    ),
  ),
  'CRE-EXPIRED': example('Passwords live 90 days here, and this one is 200 days old.', faulty(['password expired'])),
  'CRE-REPORTED': example(
    'Alice was told of a sign-in from a new place, and answered that it was not her.',
    having({ passwordReportedAt: fine.now - 3_600_000 }),
  ),
  'CRE-LINK': example(
    'The help desk has sent Alice a link to choose a new password, and she types the old one.',
    having({ hasContactMail: true, resetLink: { sentAt: fine.now - 600_000 } }),
  ),
  'CRE-LINK-OVER': example(
    'Alice was sent a link to choose a new password on Friday, and comes back on Tuesday.',
    having({ hasContactMail: true, resetLink: { sentAt: fine.now - 4 * 86_400_000 } }),
  ),
  'CRE-TEMP-OVER': example(
    'A temporary password lay in a drawer for a month.',
    having({ mustChangePassword: true, temporaryUntil: fine.now - 23 * 86_400_000 }),
  ),
  'CRE-TEMP': example('The help desk has just issued a temporary password.', faulty(['password temporary'])),
  'MFA-REG': example(
    'A policy asks everybody for a second factor, and Alice has never set one up.',
    within({ policies: [aPolicy({ id: 'mfa', name: 'Second factor for all' })] }, having({ methods: [] }, unproved)),
  ),
  'ACC-PROFILE-KEPT': example(
    'The organisation asks its members for a city, and people of Lyon come into a group by it. Nobody ever said where Alice works.',
    askedFor('city'),
  ),
  'ACC-PROFILE': example(
    'The organisation asks its members for a country, and Alice joined before it did.',
    askedFor('country'),
  ),
  'MFA-STATE-REG': example('Multi-factor is *Enforced* for Alice, who has never set it up.', faulty(['no method'])),
  'ACC-INVITE': example(
    'Alice was invited as a guest two days ago, and has not opened the link yet.',
    invited('pending'),
  ),
  'ACC-INVITE-WITHDRAWN': example(
    'Alice was invited as a guest, and the invitation was withdrawn.',
    invited('withdrawn'),
  ),
  'ACC-PERIOD': example(
    'Alice was let in for a project, which ended yesterday.',
    having({ accessUntil: fine.now - 86_400_000 }),
  ),
  'ACC-PERIOD-AHEAD': example(
    'Alice begins to work here this afternoon.',
    having({ accessFrom: fine.now + 4 * 3_600_000 }),
  ),
  'ADR-ROUTE-AWAY': example(
    'The server on which Fabrikam signs people in is being restarted.',
    federated({ is: 'unreachable', what: 'it did not answer within 5 seconds' }),
  ),
  'ADR-ROUTE': example(
    'The domain was moved from Contoso to Fabrikam, and Alice had come by Contoso before.',
    having(
      { identities: [{ providerId: 'contoso' }] },
      proving({ methods: ['provider'] }, within(federatedTenant, unproved)),
    ),
  ),
  'CRE-FED': example(
    'Fabrikam changed its signing key, and does not show the new one.',
    federated({ is: 'invalid', what: 'none of its keys made the signature' }),
  ),
  'CRE-FED-REFUSED': example(
    'Alice pressed *Cancel* at Fabrikam.',
    federated({ is: 'refused', what: 'access_denied' }),
  ),
  'CRE-FED-PERSON': example('Bruno had used the browser before her.', federated({ is: 'other_person' })),
  'CRE-FED-SUBJECT': example(
    'The Alice who left years ago had the same name, and is linked still.',
    federated({ is: 'other_subject' }),
  ),
  'CRE-FED-LINK': example('She was invited, and has not opened the link yet.', federated({ is: 'not_linked' })),
  'CRE-FED-ASK': example('Alice has typed her name, and Fabrikam is to say that it is her.', federated(null)),
  'CRE-FED-CLOSED': example(
    'Her domain was federated this morning, and is not any more.',
    proving({ methods: ['provider'] }, unproved),
  ),
  'ADR-REALM': example(
    'The CRM is kept for members, and Alice is a guest.',
    app({ membersOnly: true }, having({ userType: 'guest' })),
  ),
  'APP-ENABLED': example('The CRM was switched off for everybody.', faulty(['app disabled'])),
  'APP-ASSIGN': example('The CRM requires assignment, and Alice has none.', faulty(['not assigned'])),
  'LIC-HAS': example(
    'Alice moved to Marketing, and her licence went with her membership of Sales.',
    faulty(['no licence at all']),
  ),
  'LIC-COVERS': example('Alice holds a licence of another product.', faulty(['a licence of something else'])),
  'LIC-VALID': example('The subscription was not renewed.', faulty(['subscription ended'])),
  'LIC-PLAN': example('The group gives the licence with the CRM switched off in it.', faulty(['plan left off'])),
  'APP-SCOPE': example(
    'The CRM was changed, and asks for a permission by a name that nobody gave one.',
    attempting({ scopes: ['openid', 'api://crm/nonsense'] }),
  ),
  'APP-ACONSENT': example(
    'The CRM asks for a permission that only administrators give.',
    faulty(['a permission for administrators']),
  ),
  'APP-UCONSENT': example('Alice opens the CRM for the first time.', faulty(['no consent'])),
  'APP-UCONSENT-OFF': example(
    'People may not consent for themselves here.',
    faulty(['no consent, and people may not']),
  ),
  'INS-UP': example('The instance is being maintained for two hours.', faulty(['maintenance'])),
  'INS-OFF': example('The instance was switched off.', faulty(['instance closed'])),
  'SES-AGE': example(
    'Alice signed in nine hours ago, and a session there lasts eight.',
    proving({ credentialAt: fine.now - 9 * 3_600_000 }),
  ),
  'INS-USER': example('Nobody added Alice to the instance.', faulty(['not in the instance'])),
  'INS-USER-OFF': example('Her record in the instance was switched off.', faulty(['disabled in the instance'])),
  'INS-ROLE': example('Alice is in the instance and may do nothing in it.', faulty(['no role in the instance'])),
  'GRP-RULE': example('Somebody typed *Sale* for *Sales* in her department.', ruled('user.department -eq "Sales"')),
  'GRP-RULE-FAR': example(
    'The rule wants another department and another city.',
    ruled('user.department -eq "Sales" -and user.city -eq "Lyon"', { department: 'Sale', usageLocation: 'FR' }),
  ),
  'GRP-RULE-BROKEN': example('The rule was imported from elsewhere.', ruled('user.departmnt -eq "Sales"')),
  'GRP-STATIC': example('The licence comes through a group to which people are added by hand.', ruled(null)),
  'GRP-NEST': example(
    'The assigned group holds another group, and Alice is in that one.',
    (() => {
      const s = app({ assignedGroupIds: ['contractors'] }, within({ policies: [] }, faulty(['not assigned'])))
      return settled(having({ memberOf: [{ groupId: 'partners', how: 'direct' }] }, s))
    })(),
  ),
  'GRP-PROC': example(
    'The rule was changed a moment ago, for a hundred thousand people.',
    awaited({ processing: 'updating' }),
  ),
  'GRP-PAUSED': example('Somebody paused the rule before a reorganisation.', awaited({ processing: 'paused' })),
  'LIC-PROC': example('The group was given the licence a moment ago.', awaited({ licencesProcessing: 'updating' }, [])),
  'LIC-SEATS': example('Every seat of the product was taken before it was her turn.', faulty(['no seats'])),
  'LIC-PLACE': example(
    'Her usage location is empty, and her country is known.',
    ruled('user.department -eq "Sales"', { department: 'Sales', country: 'France' }),
  ),
  'LIC-CONFLICT': example('Another product of hers has a plan that this one excludes.', unreached('conflicting_plans')),
  'LIC-OTHER': example('The licence came from elsewhere, in error, without a word about it.', unreached('other')),
  'LIC-NEEDS': example('The product builds on a plan that she does not have.', unreached('missing_prerequisite')),
}
