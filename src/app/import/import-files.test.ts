import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emptyTenant, file } from '../../../test/support/imports.ts'
import { findAccountByName } from '../../store/accounts.ts'
import { listGroups } from '../../store/groups.ts'
import { listJournal, verifyJournal } from '../../store/journal.ts'
import { findPasswordHash } from '../../store/credentials.ts'
import { type TenantDb, withTenant } from '../../store/store.ts'
import type { Admit } from '../admit.ts'
import { passwordMatches } from '../passwords.ts'
import type { Viewer } from '../viewer.ts'
import { type ImportOptions, type ImportReport, importFiles } from './import-files.ts'

const whole: ImportOptions = { mode: 'all_or_nothing', run: 'for_real' }
const partial: ImportOptions = { mode: 'partial', run: 'for_real' }
let admit: Admit
let viewer: Viewer

beforeAll(async () => {
  ;({ admit, viewer } = await emptyTenant())
})
afterAll(() => admit.store.close())

const inTenant = <T>(work: (t: TenantDb) => Promise<T>) => withTenant(admit.store, viewer.tenantId, work)
const csv = (text: string, options = whole) => importFiles(admit, viewer, [file('people.csv', text)], options)
const person = (name: string) => inTenant((t) => findAccountByName(t, name))
const head = () => inTenant(async (t) => (await listJournal(t, { limit: 1 }))[0]?.seq ?? 0)
const said = (report: ImportReport) => report.faults.map(({ line, pointer, reason }) => `${line ?? pointer}: ${reason}`)

describe('an import from CSV', () => {
  const people =
    'signInName,displayName,department,usageLocation,groups,manager,password\nNora@contoso.example,Nora,Sales,FR,Readers;Writers,otto@contoso.example,granite lantern 12\notto@contoso.example,Otto,IT,SE,Readers,,\n'

  it('does all of it in one transaction, with an entry of the journal for each change', async () => {
    const before = await head()
    const report = await csv(people)
    expect(said(report)).toEqual([])
    expect(report).toMatchObject({
      outcome: 'done',
      counts: { people: { made: 2 }, groups: { made: 2 }, memberships: 3 },
    })
    // Two groups, two people, a password, three memberships, a manager, and the import itself.
    expect(report.changes).toBe(9)
    expect(await head()).toBe(before + 10)
    const entries = await inTenant((t) => listJournal(t, { operationId: report.operationId as string, limit: 100 }))
    expect(entries.map(({ kind }) => kind).sort()).toEqual([
      'add_to_group',
      'add_to_group',
      'add_to_group',
      'create_account',
      'create_account',
      'create_group',
      'create_group',
      'import',
      'issue_temporary_password',
      'update_account',
    ])
    expect(
      entries.every(({ actorKind, reason }) => actorKind === 'command_line' && reason === 'import of people.csv'),
    ).toBe(true)
    expect(await inTenant(verifyJournal)).toMatchObject({ ok: true })

    const [nora, otto] = [await person('nora@contoso.example'), await person('otto@contoso.example')]
    expect(nora).toMatchObject({
      signInName: 'Nora@contoso.example',
      managerId: otto?.id,
      mustChangePassword: true,
      attributes: { department: 'Sales', usageLocation: 'FR' },
    })
    expect(nora?.memberOf).toHaveLength(2)
    const hash = await inTenant((t) => findPasswordHash(t, nora?.id as string))
    expect(await passwordMatches('granite lantern 12', hash as never)).toBe(true)
  })

  it('tells in the journal what was there before and after each change, and no password', async () => {
    const nora = await person('nora@contoso.example')
    const entries = (
      await inTenant((t) => listJournal(t, { entity: 'account', entityId: nora?.id as string, limit: 10 }))
    ).reverse()
    expect(entries.map(({ kind }) => kind)).toEqual([
      'create_account',
      'issue_temporary_password',
      'add_to_group',
      'add_to_group',
      'update_account',
    ])
    entries.forEach(({ payload }, i) =>
      expect(payload?.before ?? null).toEqual(i === 0 ? null : entries[i - 1]?.payload?.after),
    )
    expect(entries.at(-1)?.payload?.after).toEqual(nora)
    expect(JSON.stringify(entries)).not.toContain('green lantern')
  })

  it('changes nothing when it is run again, and says so', async () => {
    const before = await head()
    expect(await csv(people)).toMatchObject({
      outcome: 'same',
      changes: 0,
      faults: [],
      counts: { people: { made: 0, changed: 0, same: 2 } },
    })
    expect(await head()).toBe(before)
  })

  it('changes what differs, and leaves alone what the file does not tell', async () => {
    const report = await csv(
      'signInName,displayName,department,accountEnabled\nNORA@contoso.example,Nora Berg,,false\n',
    )
    expect(report).toMatchObject({ outcome: 'done', changes: 2, counts: { people: { changed: 1 } } })
    expect(await person('nora@contoso.example')).toMatchObject({
      displayName: 'Nora Berg',
      isEnabled: false,
      attributes: { department: 'Sales' },
    })
  })

  it('does nothing at all when one line is bad, and the rest when it is asked to', async () => {
    const text =
      'signInName,displayName,groups,manager\npia@contoso.example,Pia,Readers,\nquin@contoso.example,,Readers,\nrob@contoso.example,Rob,,nobody@contoso.example\npia@contoso.example,Pia again,,\nx,X,,\n'
    const before = await head()
    const refused = await csv(text)
    expect(refused.outcome).toBe('refused')
    expect(said(refused)).toEqual([
      '3: a new person needs a display name',
      '4: the manager “nobody@contoso.example” is neither here nor in the files',
      '5: “pia@contoso.example” stands at people.csv line 2 too',
      '6: “x” is not a sign-in name; it looks like name@company.com',
    ])
    expect(await head()).toBe(before)
    expect(await person('pia@contoso.example')).toBeNull()
    expect(await csv(text, { mode: 'partial', run: 'dry' })).toMatchObject({ outcome: 'dry', changes: 3 })
    expect(await head()).toBe(before)
    expect(await csv(text, partial)).toMatchObject({ outcome: 'done', counts: { people: { made: 2 } } })
    expect((await person('pia@contoso.example'))?.displayName).toBe('Pia')
    expect(await person('quin@contoso.example')).toBeNull()
  })

  it('SEC-37: takes no address to which a letter could go astray, and says which line it stands in', async () => {
    const refused = await csv(
      'signInName,displayName,mail\ngood@contoso.example,Good,good@contoso.example\nbad@contoso.example,Bad,"a@b.c, evil@q.r"\nline@contoso.example,Line,"x@y.z\r\nBcc: v@x.y"\n',
    )
    expect(refused.outcome).toBe('refused')
    expect(said(refused)).toEqual([
      expect.stringMatching(/^3: mail: “a@b\.c, evil@q\.r” is no address$/),
      expect.stringMatching(/^4: mail: “x@y\.z\s+Bcc: v@x\.y” is no address$/),
    ])
  })

  it('does not bring back the deleted, change kinds of accounts, take weak passwords, or fill dynamic groups', async () => {
    await importFiles(
      admit,
      viewer,
      [
        file(
          'groups.csv',
          'group,membershipRule\nIT people,"user.department -eq ""IT"""\nBroken,user.department is IT\n',
        ),
      ],
      partial,
    )
    await csv('signInName,displayName\ngone@contoso.example,Gone\n')
    const gone = await person('gone@contoso.example')
    const { applyChanges } = await import('../apply-changes.ts')
    await applyChanges(admit, viewer, [{ do: 'delete_account', accountId: gone?.id as string }], null)
    const report = await csv(
      'signInName,displayName,userType,password,groups\ngone@contoso.example,Gone,,,\notto@contoso.example,Otto,Guest,,\nsam@contoso.example,Sam,,12345678,\ntess@contoso.example,Tess,,,IT people\n',
    )
    expect(said(report)).toEqual([
      '2: the account “gone@contoso.example” is deleted here; restore it or erase it first',
      '3: “otto@contoso.example” is a member here, not a guest; an import does not change that',
      expect.stringMatching(/^4: the password cannot be taken: /),
      '5: “IT people” is a dynamic group: its rule says who is in it',
    ])
  })

  it('settles rules for everybody', async () => {
    const otto = await person('otto@contoso.example')
    const [group] = await inTenant((t) => listGroups(t, { name: 'IT people', limit: 1 }))
    expect(otto?.memberOf).toContainEqual({ groupId: group?.id, how: 'rule' })
  })

  it('is for the command line and for Global Administrators', async () => {
    await expect(importFiles(admit, { ...viewer, via: 'console', roles: ['user-admin'] }, [], whole)).rejects.toThrow(
      'does not allow',
    )
  })
})
